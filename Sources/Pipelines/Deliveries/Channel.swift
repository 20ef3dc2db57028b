/// `kind/name` of a configured destination account.
package struct ChannelName: Sendable, Hashable, Codable, CustomStringConvertible, Comparable {
    package var kind: ChannelKind
    package var name: String

    package init(kind: ChannelKind, name: String) {
        self.kind = kind
        self.name = name
    }

    /// Reads `gumroad/tank-shop`; `nil` for anything else.
    package init?(text: String) {
        let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, let kind = ChannelKind(rawValue: String(parts[0])), !parts[1].isEmpty else {
            return nil
        }
        self.kind = kind
        name = String(parts[1])
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let value = ChannelName(text: try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not kind/name")
        }
        self = value
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }

    package var description: String { "\(kind.rawValue)/\(name)" }

    package static func < (left: Self, right: Self) -> Bool { left.description < right.description }
}

/// The kinds of channels that are built.
package enum ChannelKind: String, Sendable, Hashable, Codable, CaseIterable {
    /// Mail by SMTP, or a folder of `.eml` files.
    case email
    /// Gumroad's API v2.
    case gumroad
    /// A folder or bucket that holds pages and files.
    case site
    /// A folder that receives one card and one text for each post.
    case social

    /// Whether a new version updates what is there, or each product goes out once to each recipient.
    package enum Mode: Sendable, Hashable { case replace, append }

    package var mode: Mode {
        switch self {
        case .email, .social: .append
        case .gumroad, .site: .replace
        }
    }
}

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

/// A reader of an e-mail channel.
package struct Subscriber: Sendable, Hashable, Codable {
    package var address: String
    package var name: String?
    /// Opaque, unguessable: the path of this reader's unsubscribe link.
    package var unsubscribeToken: String

    package init(address: String, name: String? = nil, unsubscribeToken: String) {
        self.address = address
        self.name = name
        self.unsubscribeToken = unsubscribeToken
    }
}
