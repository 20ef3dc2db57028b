package import Pipelines
import Postgres

extension RunStore {
    /// The newest runs.
    package func runs(of pipeline: String? = nil, limit: Int = 50) async throws -> [RunSummary] {
        try await query(
            JobSQL.runSummaries, PostgresParameter(limit), PostgresParameter(RunID?.none), PostgresParameter(pipeline)
        ).map { try RunSummary($0) }
    }

    /// One run, all of it from one transaction; nil when there is none of that id.
    package func show(_ run: RunID) async throws -> RunDetail? {
        let id = PostgresParameter(run)
        let results = try await transaction([
            PostgresQuery(
                trustedText: JobSQL.runSummaries, [PostgresParameter(1), id, PostgresParameter(String?.none)]),
            PostgresQuery(trustedText: JobSQL.stageCounts, [id]),
            PostgresQuery(trustedText: JobSQL.failures, [id]),
        ])
        guard let row = results[0].first else { return nil }
        var counts: [Stage: RunDetail.StageCount] = [:]
        for row in results[1] {
            let name = try row.decode("stage", as: String.self)
            guard let stage = Stage(rawValue: name) else { continue }
            var count = counts[stage] ?? RunDetail.StageCount(stage: stage, states: [:], reused: 0, seconds: 0)
            count.states[try row.decode("state")] = try row.decode("jobs")
            count.reused += try row.decode("reused", as: Int.self)
            count.seconds += try row.decode("seconds", as: Double.self)
            counts[stage] = count
        }
        return RunDetail(
            summary: try RunSummary(row), stages: counts.values.sorted { $0.stage < $1.stage },
            failures: try results[2].map { try JobSummary($0) })
    }

    /// Dead jobs, oldest first.
    package func dead(in run: RunID? = nil, limit: Int = 100) async throws -> [JobSummary] {
        try await waiting(.dead, run, limit)
    }

    /// Jobs that await a person's decision, oldest first.
    package func reviews(in run: RunID? = nil, limit: Int = 100) async throws -> [JobSummary] {
        try await waiting(.awaitingReview, run, limit)
    }

    /// One job; nil when there is none of that id.
    package func job(_ id: JobID) async throws -> JobSummary? {
        try await query(JobSQL.oneJob, PostgresParameter(id)).first.map { try JobSummary($0) }
    }

    /// What one item of a run went through.
    package func jobs(ofItem key: String, in run: RunID) async throws -> [JobSummary] {
        try await query(JobSQL.itemJobs, PostgresParameter(run), PostgresParameter(key)).map { try JobSummary($0) }
    }

    /// What the items of a run went through, item by item, at most `limit` jobs.
    package func jobs(in run: RunID, limit: Int = 1_000) async throws -> [JobSummary] {
        try await query(JobSQL.runJobs, PostgresParameter(run), PostgresParameter(limit)).map { try JobSummary($0) }
    }

    /// Workers that live or were seen in the last hour, newest first.
    package func workers() async throws -> [WorkerSummary] {
        try await query(JobSQL.workers).map { try WorkerSummary($0) }
    }

    private func waiting(_ state: JobState, _ run: RunID?, _ limit: Int) async throws -> [JobSummary] {
        try await query(
            JobSQL.waitingForPerson, PostgresParameter(state.rawValue), PostgresParameter(limit),
            PostgresParameter(run)
        ).map { try JobSummary($0) }
    }
}
