package import Foundation

/// A UUID that says what it names, so that a run's id can never be passed where a job's is meant.
package struct Identifier<Subject>: Hashable, Sendable, Codable, CustomStringConvertible, Comparable {
    package let rawValue: UUID

    package init(_ rawValue: UUID) { self.rawValue = rawValue }

    /// Reads the canonical text form; `nil` when `text` is not a UUID.
    package init?(text: String) {
        guard let value = UUID(uuidString: text) else { return nil }
        rawValue = value
    }

    package init(from decoder: any Decoder) throws {
        rawValue = try decoder.singleValueContainer().decode(UUID.self)
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }

    /// The 16 bytes.
    package var octets: [UInt8] {
        let bytes = rawValue.uuid
        return [
            bytes.0, bytes.1, bytes.2, bytes.3, bytes.4, bytes.5, bytes.6, bytes.7, bytes.8, bytes.9, bytes.10,
            bytes.11, bytes.12, bytes.13, bytes.14, bytes.15,
        ]
    }

    /// Lower-case canonical form, as Postgres prints it.
    package var description: String {
        // Foundation's goes through printf: ids are in every key, log line and message.
        var text: [UInt8] = []
        text.reserveCapacity(36)
        for (index, byte) in octets.enumerated() {
            if index == 4 || index == 6 || index == 8 || index == 10 { text.append(UInt8(ascii: "-")) }
            text.append(Self.digit(byte >> 4))
            text.append(Self.digit(byte & 15))
        }
        return String(decoding: text, as: UTF8.self)
    }

    private static func digit(_ value: UInt8) -> UInt8 { value + UInt8(ascii: value < 10 ? "0" : "W") }

    /// By their bytes, which is also the order of their texts and of Postgres.
    package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}
