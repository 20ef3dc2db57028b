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

/// What an ``Identifier`` can name. These types have no values: they are names for the compiler only.
package enum Named {
    package enum Tenant {}
    package enum Run {}
    package enum Item {}
    package enum Job {}
    package enum Worker {}
    package enum Product {}
    package enum Delivery {}
}

package typealias TenantID = Identifier<Named.Tenant>
package typealias RunID = Identifier<Named.Run>
package typealias ItemID = Identifier<Named.Item>
package typealias JobID = Identifier<Named.Job>
package typealias WorkerID = Identifier<Named.Worker>
package typealias ProductID = Identifier<Named.Product>
package typealias DeliveryID = Identifier<Named.Delivery>
