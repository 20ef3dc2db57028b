import Pipelines
import Postgres

extension SubscriberStore {
    /// Whom an unsubscribe token stands for, as whoever holds the letter may know it.
    package struct Reader: Sendable, Hashable {
        package var channel: String
        package var address: String
        /// Whether letters still go there.
        package var isSubscribed: Bool
    }

    /// The reader of a token; `nil` when nobody has it.
    package func reader(token: String) async throws -> Reader? {
        guard let token = TenantToken(token) else { return nil }
        let rows = try await database.query(
            """
            SELECT s.channel, s.address, NOT EXISTS (
                SELECT FROM presswork.suppression u
                WHERE u.tenant_id = s.tenant_id AND u.address_digest = sha256(convert_to(s.address, 'UTF8'))
                    AND u.channel IN ('*', s.channel)) AS is_subscribed
            FROM presswork.subscriber s
            WHERE s.tenant_id = \(token.tenant) AND s.unsubscribe_token = \(token.text)
            """, in: token.tenant)
        guard let row = rows.first else { return nil }
        return Reader(
            channel: try row.decode("channel"), address: try row.decode("address"),
            isSubscribed: try row.decode("is_subscribed"))
    }
}
