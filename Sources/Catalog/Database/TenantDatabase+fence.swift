package import Pipelines
package import Postgres

extension TenantDatabase {
    /// Runs statements as one transaction that commits only if the job's attempt still runs.
    ///
    /// The first statement locks the job's row for sharing, so settle and reclaim wait for the commit: what is written
    /// here was written before the attempt ended.
    /// - Returns: one result a statement.
    /// - Throws: `StageError` with the code `job.fenced` when the attempt has ended; then nothing was written.
    package func runFenced(
        _ statements: [PostgresQuery], by job: JobReference, for tenant: TenantID
    ) async throws -> [PostgresResult] {
        let fence: PostgresQuery = "SELECT presswork.require_running(\(job.id), \(job.attempt))"
        do {
            return Array(try await transaction([fence] + statements, in: tenant).dropFirst())
        } catch let error as PostgresError where error.sqlState == "PW001" {
            throw StageError.fenced(job, underlying: error)
        }
    }
}

extension StageError {
    /// The job was given to another attempt, or ended: whoever gets this must stop.
    static func fenced(_ job: JobReference, underlying: (any Error)? = nil) -> StageError {
        StageError(
            code: "job.fenced",
            message: "attempt \(job.attempt) of the \(job.stage.rawValue) job \(job.id) does not run any more",
            disposition: .retry(after: nil), underlying: underlying)
    }
}
