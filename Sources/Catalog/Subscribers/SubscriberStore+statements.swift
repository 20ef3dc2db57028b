import Pipelines
import Postgres

extension SubscriberStore {
    /// Returns for each reader whether it is new.
    static func insertion(
        _ readers: [SubscriberList.Entry], _ channel: ChannelName, _ tenant: TenantID
    ) -> PostgresQuery {
        """
        INSERT INTO presswork.subscriber AS s
            (tenant_id, id, channel, address, name, language, timezone, unsubscribe_token)
        SELECT \(tenant), presswork.uuid_v7(), \(channel.description), new.address, new.name, new.language,
            new.timezone, new.token
        FROM unnest(
            \(readers.map(\.address.text)), \(readers.map(\.name)), \(readers.map(\.language)),
            \(readers.map(\.timezone)), \(readers.map { _ in TenantToken(for: tenant).text })
        ) AS new (address, name, language, timezone, token)
        ORDER BY new.address
        ON CONFLICT (tenant_id, channel, address) DO UPDATE
        SET name = coalesce(excluded.name, s.name), language = coalesce(excluded.language, s.language),
            timezone = coalesce(excluded.timezone, s.timezone)
        RETURNING s.xmax = 0
        """
    }

    /// One entry a source: importing a list again adds nothing.
    static func consents(
        _ readers: [SubscriberList.Entry], _ channel: ChannelName, _ tenant: TenantID
    ) -> PostgresQuery {
        """
        INSERT INTO presswork.consent (tenant_id, id, subscriber_id, source, given_at)
        SELECT \(tenant), presswork.uuid_v7(), s.id, new.source, coalesce(new.given_at, now())
        FROM unnest(
            \(readers.map(\.address.text)), \(readers.map(\.consent)), \(readers.map(\.consentedAt))
        ) AS new (address, source, given_at)
        JOIN presswork.subscriber s
            ON s.tenant_id = \(tenant) AND s.channel = \(channel.description) AND s.address = new.address
        WHERE NOT EXISTS (
            SELECT FROM presswork.consent c
            WHERE c.tenant_id = s.tenant_id AND c.subscriber_id = s.id AND c.source = new.source)
        """
    }

    static func segments(
        _ readers: [SubscriberList.Entry], _ channel: ChannelName, _ tenant: TenantID
    ) -> PostgresQuery {
        let pairs = readers.flatMap { reader in reader.segments.map { (reader.address.text, $0) } }
        return """
            INSERT INTO presswork.segment (tenant_id, channel, name, subscriber_id)
            SELECT s.tenant_id, s.channel, new.segment, s.id
            FROM unnest(\(pairs.map(\.0)), \(pairs.map(\.1))) AS new (address, segment)
            JOIN presswork.subscriber s
                ON s.tenant_id = \(tenant) AND s.channel = \(channel.description) AND s.address = new.address
            ON CONFLICT DO NOTHING
            """
    }

    static func suppressedCount(
        _ readers: [SubscriberList.Entry], _ channel: ChannelName, _ tenant: TenantID
    ) -> PostgresQuery {
        """
        SELECT count(DISTINCT u.address_digest) FROM presswork.suppression u
        WHERE u.tenant_id = \(tenant) AND u.address_digest = ANY(\(readers.map(\.address.digest)))
            AND u.channel IN ('*', \(channel.description))
        """
    }
}
