import Postgres

/// Where a run is.
///
/// Counts by state are JSON objects: hence the coding key.
package enum RunState: String, Sendable, Hashable, CaseIterable, Codable, CodingKeyRepresentable, PostgresArrayElement,
    PostgresDecodable
{
    case running, cancelling, completed
    case partlyFailed = "partly_failed"
    case failed, cancelled

    /// Whether the run has ended.
    package var isTerminal: Bool { self != .running && self != .cancelling }
}
