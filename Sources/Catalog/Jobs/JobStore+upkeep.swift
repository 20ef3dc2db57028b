import Pipelines
import Postgres

extension JobStore {
    /// What an audit found.
    package struct AuditReport: Sendable, Hashable {
        /// Chunks whose counter differs from their jobs.
        package var wrongChunks = 0
        /// Runs that were over without saying so; they say so now.
        package var endedRuns = 0

        /// Whether nothing was found.
        package var isClean: Bool { self == AuditReport() }
    }

    /// Recomputes what the settle statements count.
    package func audit() async throws -> AuditReport {
        let wrong = try await run(JobSQL.wrongChunks)
        return AuditReport(wrongChunks: wrong.count, endedRuns: try await run(JobSQL.endedRuns).count)
    }

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
        var count = 0
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
        return count
    }
}
