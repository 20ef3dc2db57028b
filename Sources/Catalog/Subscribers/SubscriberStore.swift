package import Pipelines
import Postgres

/// Readers and who must not be written to.
package struct SubscriberStore: Sendable {
    let database: TenantDatabase

    package init(database: TenantDatabase) {
        self.database = database
    }

    /// Readers who may get mail: subscribed and not suppressed, by address.
    /// - Parameters:
    ///   - cursor: the address that the last page ended with.
    ///   - limit: of the page, at most 10,000.
    package func page(
        of channel: ChannelName, segment: String?, after cursor: String?, limit: Int, for tenant: TenantID
    ) async throws -> [Subscriber] {
        let rows = try await database.query(
            """
            SELECT s.address, s.name, s.unsubscribe_token FROM presswork.subscriber s
            WHERE s.tenant_id = \(tenant) AND s.channel = \(channel.description) AND s.address > \(cursor ?? "")
                AND (\(nullable: segment)::text IS NULL OR EXISTS (
                    SELECT FROM presswork.segment g
                    WHERE g.tenant_id = s.tenant_id AND g.channel = s.channel AND g.name = \(nullable: segment)
                        AND g.subscriber_id = s.id))
                AND NOT EXISTS (
                    SELECT FROM presswork.suppression u
                    WHERE u.tenant_id = s.tenant_id AND u.address_digest = sha256(convert_to(s.address, 'UTF8'))
                        AND u.channel IN ('*', s.channel))
            ORDER BY s.address LIMIT \(min(limit, 10_000))
            """, in: tenant)
        return try rows.decode((String, String?, String).self).map {
            Subscriber(address: $0.0, name: $0.1, unsubscribeToken: $0.2)
        }
    }

    /// What a click on an unsubscribe link did.
    package enum Unsubscription: Sendable, Hashable {
        /// This reader gets no more mail from this channel; also when that was so before.
        case done(channel: String)
        /// No reader has this token, perhaps because the reader was erased.
        case unknown
    }

    /// Takes a reader off a channel by the token of the link (RFC 8058). Saying it twice changes nothing.
    package func unsubscribe(token: String) async throws -> Unsubscription {
        guard let token = TenantToken(token) else { return .unknown }
        let rows = try await database.transaction(
            [
                """
                INSERT INTO presswork.suppression (tenant_id, address_digest, channel, reason)
                SELECT s.tenant_id, sha256(convert_to(s.address, 'UTF8')), s.channel, 'unsubscribed'
                FROM presswork.subscriber s
                WHERE s.tenant_id = \(token.tenant) AND s.unsubscribe_token = \(token.text)
                ON CONFLICT DO NOTHING
                """,
                """
                SELECT channel FROM presswork.subscriber
                WHERE tenant_id = \(token.tenant) AND unsubscribe_token = \(token.text)
                """,
            ], in: token.tenant)
        guard let row = rows[1].first else { return .unknown }
        return .done(channel: try row.decode("channel"))
    }

    /// Forgets a person: every subscription, consent and recipient, in all channels. What stays is the digest of the
    /// address, so that a later list does not bring it back.
    /// - Returns: how many subscriptions there were.
    package func erase(_ address: String, by actor: String, for tenant: TenantID) async throws -> Int {
        guard let address = EmailAddress(address) else {
            throw CatalogError(.invalid, "this is not an e-mail address")
        }
        let results = try await database.transaction(
            [
                "DELETE FROM presswork.subscriber WHERE tenant_id = \(tenant) AND address = \(address.text)",
                """
                UPDATE presswork.delivery SET recipient = NULL
                WHERE tenant_id = \(tenant) AND recipient = \(address.text)
                """,
                """
                INSERT INTO presswork.suppression (tenant_id, address_digest, channel, reason)
                VALUES (\(tenant), \(address.digest), '*', 'erased')
                ON CONFLICT (tenant_id, address_digest, channel) DO UPDATE SET reason = 'erased'
                """,
                try EventStore.insertion(Event.New(kind: "subscriber.erased", actor: actor), tenant: tenant),
            ], in: tenant)
        return results[0].affectedRows
    }
}
