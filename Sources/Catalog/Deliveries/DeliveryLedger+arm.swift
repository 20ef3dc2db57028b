package import Pipelines
import Postgres

extension DeliveryLedger {
    /// Takes the right to send. It is committed when this returns, and it was given only if the attempt still ran.
    ///
    /// Send at once after `armed`: others count the time that a request may take from then on.
    package func arm(_ delivery: Delivery) async throws -> ArmOutcome {
        // A row can go back to planned between the statements; then it is asked for again.
        for _ in 0..<3 {
            if let outcome = try await armOnce(delivery) { return outcome }
        }
        throw StageError(
            code: "delivery.contended", message: "others keep changing the delivery \(delivery.id)",
            disposition: .retry(after: .seconds(1)))
    }

    private func armOnce(_ delivery: Delivery) async throws -> ArmOutcome? {
        let results = try await database.transaction(
            [arming(delivery), doubting(delivery), state(of: delivery)], in: tenant)
        let wasArmed = !results[0].isEmpty
        guard let row = results[2].first else {
            throw StageError(
                code: "delivery.notPlanned", message: "the delivery \(delivery.id) was never planned",
                disposition: .discard)
        }
        let current = try Delivery(row: row, plan: delivery.plan)
        if wasArmed { return .armed(current) }
        guard try row.decode("still_runs") else { throw StageError.fenced(job) }
        switch current.state {
        case .planned where try row.decode("is_paused"):
            throw StageError(
                code: "channel.paused",
                message: "the channel \(delivery.plan.channel.name) is paused; go on with: presswork resume --channel "
                    + "\(delivery.plan.channel.name)", disposition: .snooze(.seconds(60)))
        case .planned: return nil
        case .sent, .confirmed, .failed: return .alreadyDone(current)
        case .armed, .unknown: return .unknown(current, lookUpAfter: try row.decode("wait"))
        }
    }

    /// The right to send: a planned row, and an attempt that runs. The row says what was sent and for which run.
    private func arming(_ delivery: Delivery) -> PostgresQuery {
        """
        UPDATE presswork.delivery d
        SET state = 'armed', armed_job = \(job.id), armed_attempt = \(job.attempt), armed_at = clock_timestamp(),
            run_id = \(run.id), reason = NULL,
            version_id = coalesce((
                SELECT v.id FROM presswork.product_version v
                WHERE v.tenant_id = d.tenant_id AND v.product_id = d.product_id
                    AND v.version = \(delivery.plan.version.version)), d.version_id)
        WHERE d.tenant_id = \(tenant) AND d.key = \(delivery.key) AND d.state = 'planned'
            AND NOT EXISTS (
                SELECT FROM presswork.gate g
                WHERE g.limit_key = \(delivery.plan.channel.name.limitKey) AND g.paused_at IS NOT NULL)
            AND EXISTS (
                SELECT FROM presswork.job j
                WHERE j.id = \(job.id) AND j.attempt = \(job.attempt) AND j.state::text = 'running' FOR SHARE)
        RETURNING d.id
        """
    }

    /// Whoever finds a row that another attempt armed makes it unknown: that attempt may have sent it.
    private func doubting(_ delivery: Delivery) -> PostgresQuery {
        """
        UPDATE presswork.delivery d
        SET state = 'unknown', reason = 'another attempt armed it and its end is not known'
        WHERE d.tenant_id = \(tenant) AND d.key = \(delivery.key) AND d.state = 'armed'
            AND (d.armed_job, d.armed_attempt) IS DISTINCT FROM (\(job.id)::uuid, \(job.attempt)::integer)
            AND EXISTS (
                SELECT FROM presswork.job j
                WHERE j.id = \(job.id) AND j.attempt = \(job.attempt) AND j.state::text = 'running' FOR SHARE)
        """
    }

    func state(of delivery: Delivery) -> PostgresQuery {
        let settling = settings.settling(of: delivery.plan.channel.name.kind)
        return """
            SELECT d.id, d.key, d.state, d.external_id, d.location, d.armed_at,
                EXISTS (
                    SELECT FROM presswork.gate g
                    WHERE g.limit_key = \(delivery.plan.channel.name.limitKey)
                        AND g.paused_at IS NOT NULL) AS is_paused,
                greatest(d.armed_at + \(settling) - clock_timestamp(), interval '0') AS wait,
                EXISTS (
                    SELECT FROM presswork.job j
                    WHERE j.id = \(job.id) AND j.attempt = \(job.attempt) AND j.state::text = 'running') AS still_runs
            FROM presswork.delivery d
            WHERE d.tenant_id = \(tenant) AND d.key = \(delivery.key)
            """
    }
}
