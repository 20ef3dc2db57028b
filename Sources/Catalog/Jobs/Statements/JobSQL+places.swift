/// Where jobs are found that are not over: `ready` names the available, `waiting` those that wait for their time or for a
/// person, `claim` those that a worker has taken. A job's row is in no index that a change of its state would touch, so
/// every statement that changes a state changes the place too.
extension JobSQL {
    /// Columns of a job that its place is made of, for RETURNING.
    static let place = """
        job.id, job.tenant_id, job.run_id, job.stage, job.priority, job.payload_version, job.limit_key, job.attempt,
            job.crashes, job.state, job.run_at
        """

    /// Puts the available ones among the ready. - Parameter parts: parts of the statement that return ``place``.
    static func ready(_ parts: String...) -> String {
        """
        \(newReady(parts))
        ON CONFLICT (run_id, stage, priority, job_id)
            DO UPDATE SET attempt = excluded.attempt, is_suspect = excluded.is_suspect
        """
    }

    /// Puts the available ones of jobs that were just made among the ready: a look for conflicts would cost as much again.
    /// - Parameter parts: parts of the statement that return ``place``.
    static func newReady(_ parts: [String]) -> String {
        let rows = parts.map { part in
            """
            SELECT id, tenant_id, run_id, stage, priority, payload_version, limit_key, attempt, crashes > 0
            FROM \(part) WHERE state = 'available'
            """
        }
        return """
            INSERT INTO presswork.ready (
                job_id, tenant_id, run_id, stage, priority, payload_version, limit_key, attempt, is_suspect)
            \(rows.joined(separator: "\nUNION ALL "))
            """
    }

    /// Puts those that wait among the waiting. - Parameter part: a part of the statement that returns ``place``.
    static func waiting(_ part: String) -> String {
        """
        INSERT INTO presswork.waiting (job_id, tenant_id, run_id, stage, priority, state, run_at)
        SELECT id, tenant_id, run_id, stage, priority, state,
            CASE WHEN state IN ('scheduled', 'retryable', 'snoozed') THEN run_at END
        FROM \(part) WHERE state IN ('scheduled', 'retryable', 'snoozed', 'awaiting_review', 'dead')
        ON CONFLICT (job_id) DO UPDATE SET state = excluded.state, run_at = excluded.run_at, since = now()
        """
    }

    /// Names the running ones of jobs that were just made in a claim, which may have been made before.
    /// - Parameter part: a part of the statement that returns ``place``.
    static func claim(of part: String, by follower: Follower) -> String {
        """
        INSERT INTO presswork.claim (id, worker_id, jobs)
        SELECT \(follower.claim), \(follower.worker), array_agg(id) FROM \(part) WHERE state = 'running' HAVING count(*) > 0
        ON CONFLICT (id) DO UPDATE SET jobs = claim.jobs || excluded.jobs
        """
    }

    /// Takes jobs from the ready. - Parameter part: a part of the statement that returns ``place``.
    static func notReady(_ part: String) -> String {
        "DELETE FROM presswork.ready USING \(part) AS job WHERE \(readyPlace)"
    }

    /// That a row of `ready` is the place of `job`.
    static let readyPlace = """
        ready.run_id = job.run_id AND ready.stage = job.stage AND ready.priority = job.priority AND ready.job_id = job.id
        """

    /// Takes jobs from the waiting. - Parameter part: a part of the statement that returns ``place``.
    static func notWaiting(_ part: String) -> String {
        "DELETE FROM presswork.waiting USING \(part) AS job WHERE waiting.job_id = job.id"
    }

    /// Jobs that run, each once: a job that came back to its worker is in two of its claims.
    ///
    /// - Parameters:
    ///   - columns: of `job`.
    ///   - claims: a condition on `claim` that chooses among the claims.
    static func running(_ columns: String, of claims: String = "true") -> String {
        """
        SELECT \(columns) FROM (
            SELECT DISTINCT claim.worker_id, taken.job_id
            FROM presswork.claim CROSS JOIN unnest(claim.jobs) AS taken (job_id) WHERE \(claims)
        ) AS held
        JOIN presswork.job ON job.id = held.job_id AND job.worker_id = held.worker_id
        WHERE job.state::text = 'running'
        """
    }
}

extension JobSQL {
    /// Places that their jobs have left: each statement removes them.
    static let strayPlaces = [
        """
        DELETE FROM presswork.ready WHERE NOT EXISTS (
            SELECT FROM presswork.job
            WHERE job.id = ready.job_id AND job.attempt = ready.attempt AND job.state::text = 'available')
        """,
        """
        DELETE FROM presswork.waiting WHERE NOT EXISTS (
            SELECT FROM presswork.job WHERE job.id = waiting.job_id AND job.state = waiting.state)
        """,
    ]

    /// Jobs of active runs that do not stand where their state has them: they do now, one row for each. A job is locked
    /// when it is given a place, so that it cannot go on meanwhile.
    static let misplaced = """
        WITH lost AS MATERIALIZED (
            SELECT \(place), job.worker_id FROM presswork.run JOIN presswork.job ON job.run_id = run.id
            WHERE run.state IN ('running', 'cancelling') AND CASE job.state::text
                WHEN 'completed' THEN false
                WHEN 'cancelled' THEN false
                WHEN 'available' THEN NOT EXISTS (SELECT FROM presswork.ready WHERE \(readyPlace))
                WHEN 'running' THEN NOT EXISTS (
                    SELECT FROM presswork.claim WHERE claim.worker_id = job.worker_id AND job.id = ANY (claim.jobs))
                ELSE NOT EXISTS (
                    SELECT FROM presswork.waiting WHERE waiting.job_id = job.id AND waiting.state = job.state) END
            FOR UPDATE OF job
        ),
        placed AS (
            \(ready("lost"))
        ),
        waits AS (
            \(waiting("lost"))
        ),
        claimed AS (
            INSERT INTO presswork.claim (id, worker_id, jobs)
            SELECT presswork.uuid_v7(), lost.worker_id, array_agg(lost.id)
            FROM lost WHERE lost.state = 'running' GROUP BY lost.worker_id
        )
        SELECT FROM lost
        """
}
