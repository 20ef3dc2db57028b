package import Foundation
package import Pipelines
import Postgres

extension JobStore {
    /// The server's time.
    package func now() async throws -> Date {
        try await run(JobSQL.now).onlyRow.decode("now", as: PostgresTimestamp.self).date
    }

    /// Schedules that are not paused. One whose pipeline cannot be read comes as its error.
    package func schedules() async throws -> [Result<DueSchedule, CatalogError>] {
        try await run(JobSQL.schedules).map { row in
            let id = try row.decode("id", as: ScheduleID.self)
            do { return .success(try DueSchedule(row, id)) } catch {
                return .failure(CatalogError(.invalid, "schedule \(id) cannot be read: \(error)", underlying: error))
            }
        }
    }

    /// Writes a tick with its run, in one transaction.
    /// - Returns: nil when the tick was written before, or the schedule is not any more as it was read.
    package func fire(_ schedule: DueSchedule, at moment: Date, _ run: NewRun) async throws -> RunID? {
        let id = RunID.fresh()
        return try await pool.withConnection { connection in
            try await connection.withTransaction { connection in
                let tick = try await connection.query(
                    PostgresQuery(
                        trustedText: JobSQL.tick,
                        [
                            PostgresParameter(schedule.id), PostgresParameter(PostgresTimestamp(moment)),
                            PostgresParameter(id), PostgresParameter(run.mode.rawValue),
                        ]))
                guard !tick.isEmpty else { return nil }
                for outcome in try await connection.pipeline(try run.insertion(id, schedule.tenant)) {
                    _ = try outcome.get()
                }
                return id
            }
        }
    }

    /// Remembers that a schedule's fire times up to `moment` were fired or skipped.
    /// - Parameter fired: whether there was one that was fired.
    package func decided(_ schedule: ScheduleID, until moment: Date, fired: Bool) async throws {
        _ = try await run(
            JobSQL.ticksDecided, PostgresParameter(schedule), PostgresParameter(PostgresTimestamp(moment)),
            PostgresParameter(fired))
    }

    /// Remembers why a schedule does not fire at `moment`, with an event. - Returns: whether this was not known.
    package func refuse(_ schedule: ScheduleID, at moment: Date, because reason: String) async throws -> Bool {
        try await !run(
            JobSQL.refuse, PostgresParameter(schedule), PostgresParameter(reason),
            PostgresParameter(PostgresTimestamp(moment))
        ).isEmpty
    }
}

extension DueSchedule {
    /// Reads a row of ``JobSQL/schedules``.
    init(_ row: PostgresRow, _ id: ScheduleID) throws {
        self.init(
            id: id, tenant: try row.decode("tenant_id"), spec: try ScheduleSpec(row),
            mode: try row.decode("mode", as: String.self) == RunMode.live.rawValue ? .live : .rehearse,
            parameters: try row.decode("parameters", as: JSONValue.self).decode(),
            pipelineID: try row.decode("pipeline_id"),
            pipeline: try row.decode("document", as: JSONValue.self).decode(),
            decidedUntil: try row.decode("decided_until", as: PostgresTimestamp.self).date)
    }
}
