import Pipelines
import Postgres

extension DeliveryLedger {
    /// What follows from a confirmed delivery, for the transaction that confirms it. Done twice, it changes nothing.
    static func consequences(of id: DeliveryID, tenant: TenantID) -> [PostgresQuery] {
        [supersession(by: id, tenant), freezing(by: id, tenant)]
    }

    /// On a replace channel the confirmed version takes the place of the one before it.
    private static func supersession(by id: DeliveryID, _ tenant: TenantID) -> PostgresQuery {
        let replacing = ChannelKind.allCases.filter { $0.mode == .replace }.map(\.rawValue)
        return """
            UPDATE presswork.delivery o SET superseded_at = now()
            FROM presswork.delivery d
            WHERE d.tenant_id = \(tenant) AND d.id = \(id) AND d.state = 'confirmed' AND d.superseded_at IS NULL
                AND d.channel_kind = ANY(\(replacing))
                AND o.tenant_id = d.tenant_id AND o.product_id = d.product_id AND o.channel_kind = d.channel_kind
                AND o.account = d.account AND o.action = d.action AND o.id <> d.id
                AND o.state = 'confirmed' AND o.superseded_at IS NULL
            """
    }

    /// What was published is not written again by a later run. A rehearsal publishes nothing.
    private static func freezing(by id: DeliveryID, _ tenant: TenantID) -> PostgresQuery {
        """
        UPDATE presswork.product p
        SET frozen_manuscript = v.manuscript || '{"frozen": true}', frozen_at = now(), frozen_because = 'published'
        FROM presswork.delivery d
        JOIN presswork.product_version v ON v.tenant_id = d.tenant_id AND v.id = d.version_id
        WHERE d.tenant_id = \(tenant) AND d.id = \(id) AND d.state = 'confirmed' AND NOT d.is_rehearsal
            AND d.action <> 'withdraw' AND p.tenant_id = d.tenant_id AND p.id = d.product_id
            AND p.frozen_manuscript IS DISTINCT FROM v.manuscript || '{"frozen": true}'
        """
    }
}
