package import Catalog
package import Pipelines

/// How patient the fleet is with jobs, and how long it keeps what is over.
package struct FleetSettings: Sendable {
    /// After so long without a beat a worker counts as dead and its jobs are given to others. The same for every process
    /// of a fleet: workers keep their leases by it, and the leader judges them by it.
    package var lease: Duration = .seconds(30)
    /// Errors and crashes after which a job is dead, and the pauses between.
    package var retry = RetryPolicy()
    /// What the pruner leaves.
    package var retention = JobStore.Retention()

    package init() {}

    /// | key | environment | |
    /// |---|---|---|
    /// | `lease` | `PRESSWORK_LEASE` | seconds, 1–3600, such as 1.5 |
    /// | `error.limit` | `PRESSWORK_ERROR_LIMIT` | 1–100 |
    /// | `crash.limit` | `PRESSWORK_CRASH_LIMIT` | 1–100 |
    /// | `keep.runs`, `keep.memo` | `PRESSWORK_KEEP_RUNS`, `PRESSWORK_KEEP_MEMO` | days, 1–3650 |
    ///
    /// - Parameter read: the value of a key, nil when it is not set.
    /// - Throws: ``RuntimeError`` `settings` naming the variable.
    init(_ read: (String) -> String?) throws {
        func number(_ key: String, _ range: ClosedRange<Int>, otherwise value: Int) throws -> Int {
            guard let text = read(key) else { return value }
            guard let number = Int(text), range.contains(number) else {
                let name = "PRESSWORK_" + key.uppercased().replacing(".", with: "_")
                throw RuntimeError(
                    .settings, "\(name) is between \(range.lowerBound) and \(range.upperBound), not \(text).")
            }
            return number
        }
        func days(_ key: String, _ value: Duration) throws -> Duration {
            .seconds(86_400 * (try number(key, 1...3_650, otherwise: Int(value / .seconds(86_400)))))
        }
        if let text = read("lease") { lease = try Self.lease(text) }
        retry.errorLimit = try number("error.limit", 1...100, otherwise: retry.errorLimit)
        retry.crashLimit = try number("crash.limit", 1...100, otherwise: retry.crashLimit)
        retention.runs = try days("keep.runs", retention.runs)
        retention.memo = try days("keep.memo", retention.memo)
    }

    /// Below a second, a busy machine would bury workers that live.
    private static func lease(_ text: String) throws -> Duration {
        guard let seconds = Double(text), (1...3_600).contains(seconds) else {
            throw RuntimeError(.settings, "PRESSWORK_LEASE is a number of seconds from 1 to 3600, not \(text).")
        }
        return .seconds(seconds)
    }
}
