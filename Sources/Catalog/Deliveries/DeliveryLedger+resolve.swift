package import Pipelines
import Postgres

extension DeliveryLedger {
    /// Records how a delivery ended.
    ///
    /// The attempt that armed it may always say so, even after it was fenced: what happened outside is true whoever
    /// holds the job now, and the worst that could follow from silence is a second sending. An attempt that looked an
    /// unknown delivery up at the channel may say so while it runs, and may plan it again only after the armer's last
    /// request must have ended. Saying the same twice changes nothing.
    package func resolve(_ delivery: Delivery, as outcome: DeliveryOutcome) async throws {
        let row = outcome.row
        var statements = [resolution(delivery, row)]
        if row.state == .confirmed { statements += Self.consequences(of: delivery.id, tenant: tenant) }
        if row.state != .confirmed && row.state != .planned || delivery.plan.recipient == nil {
            statements.append(event(delivery, row))
        }
        let results = try await database.transaction(statements + [state(of: delivery)], in: tenant)
        guard results[0].isEmpty else { return }
        guard let current = results[statements.count].first else {
            throw StageError(
                code: "delivery.notPlanned", message: "the delivery \(delivery.id) was never planned",
                disposition: .discard)
        }
        let state: DeliveryState = try current.decode("state")
        if state == row.state, try current.decode("external_id", as: String?.self) == row.externalID { return }
        guard try current.decode("still_runs") else { throw StageError.fenced(job) }
        throw StageError(
            code: "delivery.notArmed",
            message: "the delivery \(delivery.id) is \(state.rawValue) and cannot become \(row.state.rawValue) by "
                + "this attempt now",
            disposition: .retry(after: try current.decode("wait", as: Duration?.self)))
    }

    private func resolution(_ delivery: Delivery, _ outcome: DeliveryOutcome.Row) -> PostgresQuery {
        let settling = settings.settling(of: delivery.plan.channel.name.kind)
        return """
            UPDATE presswork.delivery d
            SET state = \(outcome.state.rawValue), reason = \(nullable: outcome.reason),
                external_id = coalesce(\(nullable: outcome.externalID), d.external_id),
                location = coalesce(\(nullable: outcome.location), d.location), superseded_at = NULL,
                resolved_at = CASE WHEN \(outcome.isEnd) THEN now() END
            WHERE d.tenant_id = \(tenant) AND d.key = \(delivery.key) AND (
                (d.armed_job = \(job.id) AND d.armed_attempt = \(job.attempt)
                    AND d.state IN ('armed', 'sent', 'unknown'))
                OR (d.state = 'unknown'
                    AND (\(outcome.state != .planned) OR d.armed_at + \(settling) <= clock_timestamp())
                    AND EXISTS (
                        SELECT FROM presswork.job j
                        WHERE j.id = \(job.id) AND j.attempt = \(job.attempt) AND j.state::text = 'running'
                        FOR SHARE)))
            RETURNING d.id
            """
    }

    /// One event for what a person may have to look at, and for whatever has no recipient; the row itself tells the
    /// rest, and a letter to 10,000 readers is not 10,000 events.
    private func event(_ delivery: Delivery, _ outcome: DeliveryOutcome.Row) -> PostgresQuery {
        """
        INSERT INTO presswork.event (tenant_id, kind, actor, run_id, job_id, data)
        SELECT d.tenant_id, 'delivery.' || d.state, 'fleet', \(run.id), \(job.id), jsonb_build_object(
            'delivery', d.id, 'distribution', d.distribution, 'channel', d.channel_kind || '/' || d.channel_name,
            'reason', d.reason, 'location', d.location)
        FROM presswork.delivery d
        WHERE d.tenant_id = \(tenant) AND d.key = \(delivery.key) AND d.state = \(outcome.state.rawValue)
        """
    }
}

extension DeliveryOutcome {
    /// What an outcome is in the ledger.
    struct Row {
        var state: DeliveryState
        var externalID: String?
        var location: String?
        var reason: String?
        /// Whether nothing more is expected to happen.
        var isEnd: Bool { state == .confirmed || state == .failed }
    }

    var row: Row {
        switch self {
        case .confirmed(let externalID, let location):
            Row(state: .confirmed, externalID: externalID, location: location)
        case .notSent(let reason): Row(state: .planned, reason: reason)
        case .failed(let reason): Row(state: .failed, reason: reason)
        case .unknown(let reason): Row(state: .unknown, reason: reason)
        }
    }
}
