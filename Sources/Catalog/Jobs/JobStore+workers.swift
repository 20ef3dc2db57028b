package import Pipelines
import Postgres

extension JobStore {
    /// What a beat brought.
    package struct Beat: Sendable {
        /// An operator asked the worker to finish what it has and leave.
        package var isDraining: Bool
        /// Jobs of the worker that shall be cancelled.
        package var cancellations: [JobID]
    }

    /// Records a worker that begins.
    package func enlist(
        _ worker: WorkerID, slots: [Stage: Int], host: String, version: String
    ) async throws {
        let lanes = slots.sorted { $0.key < $1.key }
        _ = try await run(
            JobSQL.enlist, PostgresParameter(worker), PostgresParameter(lanes.map(\.key.rawValue)),
            PostgresParameter(lanes.map(\.value)), PostgresParameter(host), PostgresParameter(version))
    }

    /// Asks workers to take nothing new, to finish what they have, and to leave; they hear it with their next beat.
    /// - Returns: those that live.
    package func drain(_ workers: [WorkerID]) async throws -> [WorkerID] {
        try await run(JobSQL.drain, PostgresParameter(workers)).map { row throws(PostgresError) in
            try row.decode(at: 0)
        }
    }

    /// Says that a worker lives.
    /// - Parameter rates: the jobs that it ends in a second, for people who watch.
    /// - Returns: nil when it counts as dead: this identity is over.
    package func beat(_ worker: WorkerID, rates: [Stage: Double] = [:]) async throws -> Beat? {
        let id = PostgresParameter(worker)
        let told = Dictionary(uniqueKeysWithValues: rates.map { ($0.key.rawValue, $0.value) })
        let results = try await run([
            PostgresQuery(trustedText: JobSQL.beat, [id, PostgresParameter(try PostgresJSON(encoding: told))]),
            PostgresQuery(trustedText: JobSQL.cancellations, [id]),
        ])
        guard let row = results[0].first else { return nil }
        let cancellations = try results[1].map { row throws(PostgresError) in try row.decode(at: 0, as: JobID.self) }
        return Beat(isDraining: try row.decode("draining"), cancellations: cancellations)
    }

    /// Records that a worker has left in order.
    package func discharge(_ worker: WorkerID) async throws {
        _ = try await run(JobSQL.discharge, PostgresParameter(worker))
    }

    /// The beats of the live workers.
    package func beats() async throws -> [WorkerID: Int] {
        let rows = try await run(JobSQL.beats).decode((WorkerID, Int).self)
        return Dictionary(uniqueKeysWithValues: rows.map { ($0.0, $0.1) })
    }

    /// Declares workers dead whose beat is still the one at which they fell silent.
    package func bury(_ silent: [WorkerID: Int]) async throws -> [WorkerID] {
        guard !silent.isEmpty else { return [] }
        let workers = Array(silent)
        let rows = try await run(
            JobSQL.bury, PostgresParameter(workers.map(\.key)), PostgresParameter(workers.map(\.value)))
        return try rows.map { row throws(PostgresError) in try row.decode(at: 0) }
    }

    /// Takes running jobs back from dead workers, at most 1,000 a statement: available again, or dead when their
    /// workers died `limit` times. Then forgets what the dead had claimed.
    /// - Returns: how many now are in each state.
    package func reclaim(crashLimit limit: Int) async throws -> [JobState: Int] {
        let moved = try await whole {
            try await run(JobSQL.reclaim, PostgresParameter(1_000), PostgresParameter(limit))
        }
        if !moved.isEmpty { _ = try await run(JobSQL.pruneClaims) }
        return moved
    }

    /// Cancels what still waits in runs that are being cancelled.
    package func cancelWaiting() async throws -> Int {
        try await whole {
            try await run(JobSQL.cancelWaiting, PostgresParameter(1_000), PostgresParameter(RunID?.none))
        }.values.reduce(0, +)
    }

    /// Repeats a statement of at most 1,000 rows until it finds fewer.
    private func whole(_ statement: () async throws -> PostgresResult) async throws -> [JobState: Int] {
        var moved: [JobState: Int] = [:]
        while true {
            let rows = try await statement()
            for row in rows { moved[try row.decode("state", as: JobState.self), default: 0] += 1 }
            if rows.count < 1_000 { return moved }
        }
    }
}
