import Postgres

/// Lower numbers go first. Each has a stream of its own in a lane.
package enum JobPriority: Int16, Sendable, Hashable, CaseIterable, Codable, PostgresArrayElement, PostgresDecodable {
    case high = 0
    case normal = 1
    case low = 2
}
