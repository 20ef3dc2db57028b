import Postgres

@testable import Catalog

/// Where jobs stand, compared with their states.
enum JobPlaces {
    /// Jobs that stand elsewhere than their states say, and places without a job.
    static func differences(_ pool: PostgresPool) async throws -> [String] {
        try await pool.query(
            """
            WITH place AS (
                SELECT job_id, 'available' AS state, attempt FROM presswork.ready
                UNION ALL SELECT job_id, state::text, NULL FROM presswork.waiting
                UNION ALL SELECT DISTINCT job.id, 'running', NULL::integer FROM presswork.claim
                    JOIN presswork.job ON job.id = ANY (claim.jobs) AND job.worker_id = claim.worker_id
                        AND job.state = 'running'
            )
            SELECT coalesce(job.id, place.job_id)::text || ' is ' || coalesce(job.state::text, 'gone')
                || ' and stands among the ' || coalesce(place.state, 'ended')
            FROM (SELECT id, state, attempt FROM presswork.job WHERE state NOT IN ('completed', 'cancelled')) AS job
            FULL JOIN place ON place.job_id = job.id AND place.state = job.state::text
                AND coalesce(place.attempt, job.attempt) = job.attempt
            WHERE job.id IS NULL OR place.job_id IS NULL
            """
        ).decode((String).self)
    }
}
