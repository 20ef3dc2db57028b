import Postgres

/// Where a run is.
package enum RunState: String, Sendable, Hashable, CaseIterable, Codable, PostgresArrayElement, PostgresDecodable {
    case running, cancelling, completed
    case partlyFailed = "partly_failed"
    case failed, cancelled

    /// Whether the run has ended.
    package var isTerminal: Bool { self != .running && self != .cancelling }
}
