package import Pipelines
import Postgres

extension DeliveryStore {
    /// What a person found out about a delivery whose end the fleet does not know.
    package enum Verdict: String, Sendable, Hashable, Codable, CaseIterable {
        /// It is there.
        case confirmed
        /// It is not there and shall not be.
        case failed
        /// It is not there; the next run or retry may send it.
        case planned
    }

    /// Decides a delivery that is unknown or failed, or that was armed so long ago that its request must have ended.
    /// - Throws: `CatalogError` `notFound`, or `conflict` when its state leaves nothing to decide.
    package func resolve(
        _ id: DeliveryID, as verdict: Verdict, externalID: String? = nil, reason: String, by actor: String,
        for tenant: TenantID
    ) async throws -> DeliveryRecord {
        let current = try await show(id, for: tenant)
        let settling = settings.settling(of: current.channel.kind)
        let results = try await database.transaction(
            [
                """
                UPDATE presswork.delivery d
                SET state = \(verdict.rawValue), reason = \(reason), resolved_at = now(),
                    external_id = coalesce(\(nullable: externalID), d.external_id)
                WHERE d.tenant_id = \(tenant) AND d.id = \(id)
                    AND (d.state = 'failed'
                        OR d.state IN ('unknown', 'armed', 'sent') AND d.armed_at + \(settling) <= clock_timestamp())
                RETURNING d.id
                """,
                """
                INSERT INTO presswork.event (tenant_id, kind, actor, run_id, data)
                SELECT d.tenant_id, 'delivery.decided', \(actor), d.run_id, jsonb_build_object(
                    'delivery', d.id, 'state', d.state, 'reason', d.reason)
                FROM presswork.delivery d
                WHERE d.tenant_id = \(tenant) AND d.id = \(id) AND d.state = \(verdict.rawValue)
                    AND d.resolved_at = now()
                """,
            ] + DeliveryLedger.consequences(of: id, tenant: tenant), in: tenant)
        guard !results[0].isEmpty else {
            let undecided = ["armed", "sent", "unknown"].contains(current.state.rawValue)
            throw CatalogError(
                .conflict,
                undecided
                    ? "the delivery \(id) may still be under way; wait \(settling) from when it was armed"
                    : "the delivery \(id) is \(current.state.rawValue), which leaves nothing to decide")
        }
        return try await show(id, for: tenant)
    }
}
