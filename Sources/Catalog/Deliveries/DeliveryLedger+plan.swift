package import Pipelines
import Postgres

extension DeliveryLedger {
    /// The most deliveries that one call may plan.
    package static let largestPlan = 10_000

    /// Writes the intent of each delivery, or finds what an earlier attempt or run wrote under the same key.
    ///
    /// On a replace channel a version that was there, was replaced, and is the product's newest again is planned anew.
    /// - Returns: one row a plan, in the order of `plans`.
    package func plan(_ plans: [DeliveryPlan]) async throws -> [Delivery] {
        guard !plans.isEmpty else { return [] }
        guard plans.count <= Self.largestPlan else {
            throw CatalogError(.invalid, "\(plans.count) deliveries are more than the \(Self.largestPlan) of one call")
        }
        for plan in plans { try refuseAppendInCatchUp(plan) }
        let keys = try plans.map(key(of:))
        // The same key twice in one statement is an error of Postgres', and sorted keys keep two calls from
        // waiting for each other in a ring.
        let distinct = Dictionary(zip(keys, plans), uniquingKeysWith: { first, _ in first }).sorted { $0.key < $1.key }
        let results = try await database.runFenced(
            [insertion(of: distinct), reading(keys: distinct.map(\.key))], by: job, for: tenant)
        var rows: [Digest: PostgresRow] = [:]
        for row in results[1] { rows[try row.decode("key")] = row }
        return try zip(keys, plans).map { key, plan in
            guard let row = rows[key] else {
                throw StageError(
                    code: "delivery.versionUnknown",
                    message: "version \(plan.version.version) of \(plan.version.product) is not recorded",
                    disposition: .discard)
            }
            return try Delivery(row: row, plan: plan)
        }
    }

    /// The stage leaves such entries out; should it ask all the same, nothing is planned.
    private func refuseAppendInCatchUp(_ plan: DeliveryPlan) throws {
        guard !run.reachesPeople, plan.channel.name.kind.mode == .append else { return }
        throw StageError(
            code: "delivery.append_refused",
            message: "`\(plan.distribution)` sends \(plan.version.product) to \(plan.channel.name), and a "
                + "\(run.origin.rawValue) run reaches people only with --resend \"reason\"",
            disposition: .discard)
    }

    private func insertion(of plans: [(key: Digest, value: DeliveryPlan)]) -> PostgresQuery {
        """
        INSERT INTO presswork.delivery AS d
            (tenant_id, id, key, distribution, channel_kind, channel_name, account, is_rehearsal, action, recipient,
             product_id, version_id, run_id)
        SELECT \(tenant), presswork.uuid_v7(), new.key, new.distribution, new.kind, new.channel, new.account,
            \(run.mode == .rehearse), new.action, new.recipient, v.product_id, v.id, \(run.id)
        FROM unnest(
            \(plans.map(\.key)), \(plans.map(\.value.distribution)), \(plans.map(\.value.channel.name.kind.rawValue)),
            \(plans.map(\.value.channel.name.name)), \(plans.map { account(of: $0.value.channel) }),
            \(plans.map(\.value.action.rawValue)), \(plans.map(\.value.recipient)),
            \(plans.map(\.value.version.product.pipeline)), \(plans.map(\.value.version.product.product)),
            \(plans.map(\.value.version.product.itemKey)), \(plans.map(\.value.version.version))
        ) AS new (key, distribution, kind, channel, account, action, recipient, pipeline, product, item, version)
        JOIN presswork.product p
            ON p.tenant_id = \(tenant) AND p.pipeline = new.pipeline AND p.name = new.product AND p.item_key = new.item
        JOIN presswork.product_version v
            ON v.tenant_id = p.tenant_id AND v.product_id = p.id AND v.version = new.version
        ORDER BY new.key
        ON CONFLICT (tenant_id, key) DO UPDATE
        SET state = 'planned', superseded_at = NULL, resolved_at = NULL, version_id = excluded.version_id,
            run_id = excluded.run_id
        WHERE d.state = 'confirmed' AND d.superseded_at IS NOT NULL AND EXISTS (
            SELECT FROM presswork.product_version v
            JOIN presswork.product p ON p.tenant_id = v.tenant_id AND p.id = v.product_id
            WHERE v.tenant_id = d.tenant_id AND v.id = excluded.version_id AND v.version = p.newest_version)
        """
    }

    func reading(keys: [Digest]) -> PostgresQuery {
        """
        SELECT id, key, state, external_id, location, armed_at FROM presswork.delivery
        WHERE tenant_id = \(tenant) AND key = ANY(\(keys))
        """
    }
}

extension Delivery {
    /// Reads a row of `delivery`; what was planned is known to the caller.
    init(row: PostgresRow, plan: DeliveryPlan) throws {
        self.init(
            id: try row.decode("id"), key: try row.decode("key"), plan: plan,
            state: try row.decode("state", as: DeliveryState.self), externalID: try row.decode("external_id"),
            location: try row.decode("location"), armedAt: try row.decodeOptionalDate("armed_at"))
    }
}
