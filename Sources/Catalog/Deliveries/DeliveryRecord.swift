package import Foundation
package import Pipelines
import Postgres

/// A row of the ledger as people see it.
package struct DeliveryRecord: Sendable, Hashable, Codable {
    package var id: DeliveryID
    package var product: ProductIdentity
    package var version: Int
    package var distribution: String
    package var channel: ChannelName
    package var account: String
    package var isRehearsal: Bool
    package var action: DeliveryAction
    package var recipient: String?
    package var state: DeliveryState
    package var externalID: String?
    package var location: String?
    /// Why it failed, is unknown, or is planned again.
    package var reason: String?
    package var run: RunID
    package var armedAt: Date?
    package var resolvedAt: Date?
    /// On a replace channel: when another version took its place.
    package var supersededAt: Date?
}

extension DeliveryRecord {
    /// What ``init(row:)`` reads, of ``tables``.
    static let columns: StaticString = """
        d.id, p.pipeline, p.name, p.item_key, v.version, d.distribution, d.channel_kind, d.channel_name, d.account,
        d.is_rehearsal, d.action, d.recipient, d.state, d.external_id, d.location, d.reason, d.run_id, d.armed_at,
        d.resolved_at, d.superseded_at
        """

    static let tables: StaticString = """
        FROM presswork.delivery d
        JOIN presswork.product p ON p.tenant_id = d.tenant_id AND p.id = d.product_id
        JOIN presswork.product_version v ON v.tenant_id = d.tenant_id AND v.id = d.version_id
        """

    init(row: PostgresRow) throws {
        self.init(
            id: try row.decode("id"),
            product: ProductIdentity(
                pipeline: try row.decode("pipeline"), product: try row.decode("name"),
                itemKey: try row.decode("item_key")),
            version: try row.decode("version"), distribution: try row.decode("distribution"),
            channel: ChannelName(kind: try row.decode("channel_kind"), name: try row.decode("channel_name")),
            account: try row.decode("account"), isRehearsal: try row.decode("is_rehearsal"),
            action: try row.decode("action"), recipient: try row.decode("recipient"),
            state: try row.decode("state"), externalID: try row.decode("external_id"),
            location: try row.decode("location"), reason: try row.decode("reason"), run: try row.decode("run_id"),
            armedAt: try row.decodeOptionalDate("armed_at"), resolvedAt: try row.decodeOptionalDate("resolved_at"),
            supersededAt: try row.decodeOptionalDate("superseded_at"))
    }
}
