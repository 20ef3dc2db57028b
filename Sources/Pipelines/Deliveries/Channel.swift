/// A configured destination account; secrets stand in it by name only.
package struct Channel: Sendable, Hashable, Codable {
    package var name: ChannelName
    /// What identifies the account at the channel: part of every delivery's key, so two names of one account are one.
    package var account: String
    /// The kind's settings as in `channels.yaml`: `from`, `url`, `folder`, …
    package var settings: [String: String]
    /// Role of a secret (`token`, `password`) → its name in the configuration.
    package var secrets: [String: String]

    package init(name: ChannelName, account: String, settings: [String: String], secrets: [String: String]) {
        self.name = name
        self.account = account
        self.settings = settings
        self.secrets = secrets
    }
}
