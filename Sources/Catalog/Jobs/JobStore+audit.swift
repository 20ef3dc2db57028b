import Pipelines
import Postgres

extension JobStore {
    /// What an audit found.
    package struct AuditReport: Sendable, Hashable {
        /// Chunks whose counter differed from their jobs; it is right now.
        package var wrongChunks = 0
        /// Fans whose counter differed from their parts, or whose join still waited; they are right now.
        package var wrongFans = 0
        /// Runs that were over without saying so; they say so now.
        package var endedRuns = 0
        /// Waiting jobs of ended runs; they are cancelled now.
        package var strayJobs = 0
        /// Jobs that were not where their state has them, and places without a job; they are right now.
        package var misplaced = 0
        /// Workers whose jobs run and that nobody knew; they count as dead now.
        package var lostWorkers = 0
        /// Jobs of stages or payload versions that this program does not know, by `stage/version`: left alone.
        package var unknown: [String: Int] = [:]

        /// Whether all that this program knows was as it should be.
        package var isClean: Bool {
            var known = self
            known.unknown = [:]
            return known == AuditReport()
        }
    }

    /// Recomputes what the settle statements count, over all states, and repairs what differs.
    package func audit() async throws -> AuditReport {
        var report = AuditReport()
        for statement in JobSQL.strayPlaces + [JobSQL.misplaced] {
            report.misplaced += try await run(statement).affectedRows
        }
        report.lostWorkers = try await run(JobSQL.lostWorkers).count
        for row in try await run(JobSQL.wrongChunks) {
            try await repair(row.decode("run_id"), chunk: row.decode("no"))
            report.wrongChunks += 1
        }
        for row in try await run(JobSQL.wrongFans) {
            let join = PostgresParameter(try row.decode("join_job_id", as: JobID.self))
            try await repair([JobSQL.lockFan, JobSQL.repairFan, JobSQL.join].map { ($0, [join]) })
            report.wrongFans += 1
        }
        report.endedRuns = try await run(JobSQL.endedRuns).count
        report.strayJobs = try await run(JobSQL.strayJobs, PostgresParameter(1_000)).affectedRows
        let known = Stage.allCases.map(\.rawValue)
        for (stage, version, jobs) in try await run(JobSQL.unknownJobs, PostgresParameter(known))
            .decode((String, Int, Int).self)
        {
            report.unknown["\(stage)/\(version)"] = jobs
        }
        return report
    }

    /// Counts a chunk and its run anew.
    private func repair(_ run: RunID, chunk number: Int) async throws {
        let (id, chunk) = (PostgresParameter(run), PostgresParameter(number))
        try await repair([
            (JobSQL.lockChunk, [id, chunk]), (JobSQL.repairChunk, [id, chunk]), (JobSQL.lockRun, [id]),
            (JobSQL.repairRun, [id]),
        ])
    }

    /// Statements of one transaction that begins with a lock: each sees what was committed before it, and from the lock on
    /// no settle counts there until this is done.
    private func repair(_ statements: [(sql: String, parameters: [PostgresParameter])]) async throws {
        try await pool.withConnection { connection in
            try await connection.withTransaction { connection in
                for statement in statements {
                    try await connection.query(
                        PostgresQuery(trustedText: statement.sql, statement.parameters))
                }
            }
        }
    }
}
