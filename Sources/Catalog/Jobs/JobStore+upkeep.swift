import Pipelines
import Postgres

extension JobStore {
    /// How long things are kept once they are over.
    package struct Retention: Sendable {
        package var runs: Duration = .seconds(30 * 86_400)
        package var memo: Duration = .seconds(90 * 86_400)
        package var workers: Duration = .seconds(86_400)

        package init() {}
    }

    /// Deletes what is older, at most 1,000 rows a statement; the runs themselves, their events and what they made stay.
    /// - Returns: how many rows went.
    package func prune(_ retention: Retention) async throws -> Int {
        var count = try await run(JobSQL.pruneClaims).affectedRows
        for (sql, age) in [
            (JobSQL.pruneJobs, retention.runs), (JobSQL.pruneItems, retention.runs),
            (JobSQL.pruneMemo, retention.memo), (JobSQL.pruneWorkers, retention.workers),
        ] {
            while true {
                try Task.checkCancellation()
                let deleted = try await run(sql, PostgresParameter(age), PostgresParameter(1_000)).affectedRows
                count += deleted
                if deleted < 1_000 { break }
            }
        }
        while try await run(JobSQL.pruneFans, PostgresParameter(1_000)).affectedRows == 1_000 {}
        return count
    }
}
