package import Pipelines

/// One numbered step of the schema. A step that has been released never changes: its checksum is kept beside the
/// number in `presswork.migration`, and a difference is an error.
package struct Migration: Sendable {
    /// Counts from 1 without gaps.
    package let number: Int
    /// A few words for people.
    package let name: String
    /// Statements separated by semicolons; they run as `presswork_owner` in one transaction.
    package let script: String

    package init(number: Int, name: String, script: String) {
        self.number = number
        self.name = name
        self.script = script
    }

    /// SHA-256 of the script.
    package var checksum: Digest { Digest(of: script) }

    /// Every step, in order.
    package static let all: [Migration] = [
        .jobs, .records, .operations, .gates, .holds, .sources, .sites, .places, .keys,
    ]
}
