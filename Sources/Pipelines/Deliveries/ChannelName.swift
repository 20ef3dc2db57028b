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

    /// What jobs that deliver to this channel alone are paused and limited by.
    package var limitKey: String { "channel/\(self)" }

    package static func < (left: Self, right: Self) -> Bool { left.description < right.description }
}
