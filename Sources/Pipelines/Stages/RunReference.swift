package import Foundation

/// The run that a job belongs to.
package struct RunReference: Sendable, Hashable, Codable {
    package var id: RunID
    /// The time that the run is made for: its tick, or when it was enqueued. `run.week` and `run.date` derive from it.
    package var logicalTime: Date
    package var parameters: [String: String]
    package var mode: RunMode
    package var origin: RunOrigin
    /// The reason given with `--resend`: the only way to reach an append channel twice with one product.
    package var resend: String?
    /// Whether frozen text may be written again, said with `--refresh`.
    package var refresh: Bool

    package init(
        id: RunID, logicalTime: Date, parameters: [String: String] = [:], mode: RunMode = .rehearse,
        origin: RunOrigin = .manual, resend: String? = nil, refresh: Bool = false
    ) {
        self.id = id
        self.logicalTime = logicalTime
        self.parameters = parameters
        self.mode = mode
        self.origin = origin
        self.resend = resend
        self.refresh = refresh
    }

    /// Whether it may use append channels. A back issue is not news: a run that makes up for the past reaches people only
    /// when a person says so.
    package var reachesPeople: Bool { resend != nil || (origin != .backfill && origin != .catchup) }
}
