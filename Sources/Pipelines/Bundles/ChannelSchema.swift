/// The settings of each kind of channel.
enum ChannelSchema {
    /// The keys of one kind's entry in `channels.yaml`.
    static func object(for kind: ChannelKind) -> SchemaObject {
        let account = SchemaField(
            "account", .scalar(.text), isRequired: true, "whose it is: two names of one account are one account")
        return SchemaObject("A channel of kind `\(kind.rawValue)`", [account] + fields(of: kind))
    }

    private static func fields(of kind: ChannelKind) -> [SchemaField] {
        switch kind {
        case .email:
            [
                SchemaField("from", .scalar(.text), isRequired: true, "the sender, `Name <address>`"),
                SchemaField("reply_to", .scalar(.text), "where answers go"),
                SchemaField("url", settingOrSecret, "smtp:// or smtps:// address of the server"),
                SchemaField("folder", .scalar(.text), "a folder for `.eml` files instead of a server"),
                SchemaField("unsubscribe", .scalar(.address), "the gateway that one-click unsubscribe posts to"),
                SchemaField("unsubscribe_mailbox", .scalar(.text), "an address that takes readers off the list, too"),
                SchemaField("subscribers", .scalar(.path), "a CSV file of the bundle with readers to begin with"),
            ]
        case .gumroad:
            [
                SchemaField("token", .object(secret), isRequired: true, "the access token")
            ]
        case .site:
            [
                SchemaField("folder", .scalar(.text), "a folder that receives pages and files"),
                SchemaField("bucket", .scalar(.text), "`s3://bucket/prefix?endpoint=…` instead of a folder"),
                SchemaField("url", .scalar(.address), "where readers find it"),
            ]
        case .social:
            [
                SchemaField("folder", .scalar(.text), isRequired: true, "a folder that receives cards and texts"),
                SchemaField("url", .scalar(.address), "where readers find it"),
            ]
        }
    }

    /// A secret by its name.
    static let secret = SchemaObject(
        "A secret", [SchemaField("secret", .scalar(.text), isRequired: true, "its name in the configuration")])
    private static let settingOrSecret = SchemaType.either(single: .scalar(.text), mapping: .object(secret))
}
