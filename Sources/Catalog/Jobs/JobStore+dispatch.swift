package import Pipelines
import Postgres

extension JobStore {
    /// Makes due jobs available, at most 1,000 a statement, until none is due.
    /// - Returns: the stages that have new work.
    package func promote() async throws -> Set<Stage> {
        var stages: Set<Stage> = []
        while true {
            let rows = try await run(JobSQL.promote, PostgresParameter(1_000))
            stages.formUnion(try rows.decode((String).self).compactMap(Stage.init(rawValue:)))
            if rows.count < 1_000 { return stages }
        }
    }

    /// How long until the next job is due; nil when none waits for its time.
    package func nextDue() async throws -> Duration? {
        try await run(JobSQL.nextDue).onlyRow.decode("due", as: Duration?.self)
    }

    /// Available jobs that nothing keeps back, at most so many a run and lane; within a run by priority, then age.
    ///
    /// - Parameters:
    ///   - last: of a run and stage, the job behind which to begin, for ``behind(_:)`` jobs of its limit.
    ///   - exhausted: keys whose jobs are left out.
    package func available(
        atMost limits: [Stage: Int], after last: [AvailableJob] = [], except exhausted: Set<String> = []
    ) async throws -> [AvailableJob] {
        guard !limits.isEmpty else { return [] }
        let lanes = Array(limits)
        let rows = try await run(
            JobSQL.available, PostgresParameter(lanes.map(\.key.rawValue)), PostgresParameter(lanes.map(\.value)),
            PostgresParameter(last.map(\.run)), PostgresParameter(last.map(\.stage.rawValue)),
            PostgresParameter(last.map(\.priority)), PostgresParameter(last.map(\.id)),
            PostgresParameter(Array(exhausted)), PostgresParameter(lanes.map { Self.behind($0.value) }))
        return try rows.compactMap { row in
            try Stage(rawValue: row.decode(at: 4)).map { stage in
                AvailableJob(
                    id: try row.decode(at: 0), attempt: try row.decode(at: 1), tenant: try row.decode(at: 2),
                    run: try row.decode(at: 3), stage: stage, priority: try row.decode(at: 5),
                    isLimited: try row.decode(at: 6), isSuspect: try row.decode(at: 7))
            }
        }
    }

    /// How many of a limit are looked at behind a job. The limit is that of a lane's window and what it may hold already;
    /// behind what was offered, half a window is what there is room for when the lane asks.
    package static func behind(_ limit: Int) -> Int { (limit + 3) / 4 }

    /// Slots of live workers by stage.
    package func slots() async throws -> [Stage: Int] {
        var slots: [Stage: Int] = [:]
        for (stage, count) in try await run(JobSQL.slots).decode((String, Int).self) {
            if let stage = Stage(rawValue: stage) { slots[stage] = count }
        }
        return slots
    }

    /// Listens for stages with new jobs on a connection of its own, until cancelled or the connection breaks.
    ///
    /// - Parameter patience: how long the connection may be silent before it is asked whether it still is one, and how
    ///   long it may take to answer: behind a firewall that forgot it, it would be silent for ever.
    package func hearWork(
        patience: Duration = .seconds(30), _ heard: (Set<Stage>) async throws -> Void
    ) async throws {
        try await hear(JobSQL.workChannel, patience) { payloads in
            try await heard(Set(payloads.compactMap(Stage.init(rawValue:))))
        }
    }

    /// Listens for runs whose jobs are to be cancelled, on a connection of its own.
    package func hearControl(
        patience: Duration = .seconds(30), _ heard: () async throws -> Void
    ) async throws {
        try await hear(JobSQL.controlChannel, patience) { _ in try await heard() }
    }

    private func hear(
        _ channel: String, _ patience: Duration, _ heard: ([String]) async throws -> Void
    ) async throws {
        try await pool.withConnection { connection in
            do {
                try await connection.query("LISTEN \(identifier: channel)")
                while true {
                    let payloads = try await connection.notifications(timeout: patience).map(\.payload)
                    if payloads.isEmpty {
                        try await connection.query("SELECT", timeout: patience)
                    } else {
                        try await heard(payloads)
                    }
                }
            } catch {
                // Back in the pool it would go on listening, and fill with notifications that no one reads.
                await connection.close()
                throw error
            }
        }
    }
}
