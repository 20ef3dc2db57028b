package import Pipelines
import Postgres

extension DeliveryLedger {
    /// The newest confirmed delivery of a product to an account: what a replace channel updates.
    package func lastConfirmed(
        _ product: ProductIdentity, on channel: Channel, action: DeliveryAction
    ) async throws -> Delivery? {
        let result = try await database.query(
            """
            SELECT d.id, d.key, d.state, d.external_id, d.location, d.armed_at, d.distribution, d.recipient,
                v.reference
            FROM presswork.product p
            JOIN presswork.delivery d ON d.tenant_id = p.tenant_id AND d.product_id = p.id
            JOIN presswork.version_reference v ON v.tenant_id = d.tenant_id AND v.version_id = d.version_id
            WHERE p.tenant_id = \(tenant) AND p.pipeline = \(product.pipeline) AND p.name = \(product.product)
                AND p.item_key = \(product.itemKey) AND d.channel_kind = \(channel.name.kind.rawValue)
                AND d.account = \(account(of: channel)) AND d.action = \(action.rawValue) AND d.state = 'confirmed'
            ORDER BY d.superseded_at DESC NULLS FIRST, d.resolved_at DESC LIMIT 1
            """, in: tenant)
        guard let row = result.first else { return nil }
        let plan = DeliveryPlan(
            distribution: try row.decode("distribution"), channel: channel,
            version: try row.decodeJSON("reference"), action: action, recipient: try row.decode("recipient"))
        return try Delivery(row: row, plan: plan)
    }
}
