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

    /// Lower-case canonical form, as Postgres prints it.
    package var description: String { rawValue.uuidString.lowercased() }

    package static func < (left: Self, right: Self) -> Bool { left.description < right.description }
}
