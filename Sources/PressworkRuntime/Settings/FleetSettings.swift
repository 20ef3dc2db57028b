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

    /// Resident bytes above which a worker stops, to be replaced; nil: no ceiling.
    package var memoryCeiling: Int?

    /// How fast accounts of providers and channels may be used by the whole fleet, by provider or kind of channel.
    package var paces: [String: Pace] = [:]

    package init() {}

    /// | key | environment | |
    /// |---|---|---|
    /// | `lease` | `PRESSWORK_LEASE` | seconds, 1–3600, such as 1.5 |
    /// | `error.limit` | `PRESSWORK_ERROR_LIMIT` | 1–100 |
    /// | `crash.limit` | `PRESSWORK_CRASH_LIMIT` | 1–100 |
    /// | `keep.runs`, `keep.memo` | `PRESSWORK_KEEP_RUNS`, `PRESSWORK_KEEP_MEMO` | days, 1–3650 |
    /// | `paces` | `PRESSWORK_PACES` | `openai-compatible=60/m:10,email=14/s`: turns in a time, and a burst |
    /// | `worker.memory` | `PRESSWORK_WORKER_MEMORY` | MiB, 64–1048576 |
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
        if read("worker.memory") != nil {
            memoryCeiling = try number("worker.memory", 64...1_048_576, otherwise: 0) << 20
        }
        for part in read("paces")?.split(separator: ",") ?? [] {
            let halves = part.split(separator: "=", maxSplits: 1).map(String.init)
            let name = halves[0].trimmingPrefix(" ")
            guard halves.count == 2, !name.isEmpty, let pace = Pace(text: halves[1]) else {
                throw RuntimeError(
                    .settings, "PRESSWORK_PACES has parts such as email=14/s or email=60/m:10, not \(part).")
            }
            paces[String(name)] = pace
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
