package import Pipelines
import Postgres

extension RunStore {
    /// Cancels a run: from the first commit on nothing of it is dispatched or claimed; then waiting jobs are cancelled,
    /// and running ones asked to stop.
    package func cancel(_ run: RunID, by actor: String) async throws {
        let id = PostgresParameter(run)
        let result = try await query(JobSQL.beginCancelling, id, PostgresParameter(actor))
        guard result.affectedRows == 1 else { throw try await refusal(run, to: "cancel") }
        while try await query(JobSQL.cancelWaiting, PostgresParameter(1_000), id).count == 1_000 {}
        _ = try await query(JobSQL.cancelRunning, id)
    }

    /// Keeps a run's waiting jobs where they are; running ones finish.
    package func pause(_ run: RunID, by actor: String) async throws {
        try await setPaused(run, true, actor)
    }

    /// Lets a paused run go on.
    package func resume(_ run: RunID, by actor: String) async throws {
        try await setPaused(run, false, actor)
    }

    /// Decides over a job that awaits review: approved, the item goes on; rejected, it ends there.
    package func decide(_ job: JobID, approve: Bool, by actor: String, note: String = "") async throws {
        let parameters = [
            PostgresParameter(job), PostgresParameter(approve), PostgresParameter(actor), PostgresParameter(note),
        ]
        let results = try await transaction([
            PostgresQuery(trustedText: JobSQL.decide, parameters),
            PostgresQuery(trustedText: JobSQL.recordDecision, parameters),
        ])
        guard results[0].count == 1 else {
            throw CatalogError(.conflict, "no job \(job) awaits a review; see: presswork review list")
        }
    }

    /// Makes dead jobs available again, with new budgets. - Returns: how many were dead.
    package func retryDead(_ jobs: [JobID], by actor: String) async throws -> Int {
        do {
            return try await query(JobSQL.retryDead, PostgresParameter(jobs), PostgresParameter(actor)).onlyRow
                .decode("revived")
        } catch let error as PostgresError where error.sqlState == "23505" {
            throw CatalogError(
                .conflict, "another run of the same unique key is under way; retry when it has ended",
                underlying: error)
        }
    }

    /// Takes dead jobs off the list; they count as dead in their runs. - Returns: how many were dead.
    package func discardDead(_ jobs: [JobID], by actor: String) async throws -> Int {
        try await query(JobSQL.discardDead, PostgresParameter(jobs), PostgresParameter(actor)).affectedRows
    }

    private func setPaused(_ run: RunID, _ paused: Bool, _ actor: String) async throws {
        let result = try await query(
            JobSQL.setPaused, PostgresParameter(run), PostgresParameter(paused), PostgresParameter(actor))
        guard result.affectedRows == 1 else { throw try await refusal(run, to: paused ? "pause" : "resume") }
    }

    private func refusal(_ run: RunID, to verb: String) async throws -> CatalogError {
        let rows = try await query(JobSQL.runState, PostgresParameter(run))
        guard let row = rows.first else {
            return CatalogError(.notFound, "there is no run \(run); see: presswork runs list")
        }
        let state = try row.decode("state", as: RunState.self)
        return CatalogError(.conflict, "cannot \(verb) run \(run): it is \(state.rawValue)")
    }
}
