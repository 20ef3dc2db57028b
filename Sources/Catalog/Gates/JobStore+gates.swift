package import Pipelines
import Postgres

extension JobStore {
    /// Closes a gate: what waits behind it is neither offered nor claimed from that commit on; what runs goes on.
    package func pause(_ scope: GateScope, by actor: String, note: String = "") async throws {
        try await move(
            scope, JobSQL.closeGate, "gate.paused", actor, [PostgresParameter(actor), PostgresParameter(note)])
    }

    /// Opens a gate. - Returns: whether it was closed.
    @discardableResult
    package func resume(_ scope: GateScope, by actor: String) async throws -> Bool {
        try await move(scope, JobSQL.openGate, "gate.resumed", actor, [PostgresParameter(actor)]).onlyRow
            .decode(at: 0, as: Int.self) > 0
    }

    /// Lets at most `concurrency` jobs behind a gate run at a time; nil: as many as there are slots.
    package func limit(_ scope: GateScope, to concurrency: Int?, by actor: String, note: String = "") async throws {
        guard let concurrency else {
            try await move(scope, JobSQL.unlimitGate, "gate.unlimited", actor, [PostgresParameter(actor)])
            return
        }
        guard (1...1_000_000).contains(concurrency) else {
            throw CatalogError(.invalid, "a limit is between 1 and 1000000; to let nothing pass: presswork pause")
        }
        try await move(
            scope, JobSQL.limitGate, "gate.limited", actor,
            [PostgresParameter(actor), PostgresParameter(note), PostgresParameter(concurrency)])
    }

    /// Every gate that is closed or narrow, at most 1,000.
    package func gates() async throws -> [Gate] { try await run(JobSQL.gates).map { try Gate($0) } }

    /// The tenant of a name. - Throws: ``CatalogError`` `notFound`.
    package func tenant(named name: String) async throws -> TenantID {
        guard let row = try await run(JobSQL.tenantNamed, PostgresParameter(name)).first else {
            throw CatalogError(.notFound, "no tenant is called \(name)")
        }
        return try row.decode(at: 0)
    }

    /// Which limits each of `candidates` falls under, and how much of them is used.
    /// - Parameter offered: what the dispatcher has offered: it counts as long as it is available at that attempt.
    package func limits(
        of candidates: [JobID], offered: [(id: JobID, attempt: Int)]
    ) async throws -> [JobID: [JobLimit]] {
        let rows = try await run(
            JobSQL.limits, PostgresParameter(candidates), PostgresParameter(offered.map(\.id)),
            PostgresParameter(offered.map(\.attempt)))
        var limits: [JobID: [JobLimit]] = [:]
        for row in rows {
            let isKeyed = try row.decode("keyed", as: Bool.self)
            limits[try row.decode("job_id"), default: []].append(
                JobLimit(
                    id: try row.decode("limit_id"), most: try row.decode("most"), used: try row.decode("used"),
                    key: isKeyed ? try row.decode("limit_key", as: String?.self) : nil))
        }
        return limits
    }

    @discardableResult
    private func move(
        _ scope: GateScope, _ sql: String, _ event: String, _ actor: String, _ rest: [PostgresParameter]
    ) async throws -> PostgresResult {
        let tenant = PostgresParameter(scope.tenant)
        let results = try await run([
            PostgresQuery(
                trustedText: sql,
                [
                    tenant, PostgresParameter(scope.pipeline), PostgresParameter(scope.stage?.rawValue),
                    PostgresParameter(scope.limitKey),
                ] + rest),
            PostgresQuery(
                trustedText: JobSQL.gateEvent,
                [
                    tenant, PostgresParameter(event), PostgresParameter(actor),
                    PostgresParameter(try PostgresJSON(encoding: scope)),
                ]),
        ])
        return results[0]
    }
}

extension Gate {
    /// Reads a row of ``JobSQL/gates``.
    init(_ row: PostgresRow) throws {
        self.init(
            scope: GateScope(
                tenant: try row.decode("tenant_id", as: TenantID?.self),
                pipeline: try row.decode("pipeline", as: String?.self),
                stage: try row.decode("stage", as: String?.self).flatMap(Stage.init(rawValue:)),
                limitKey: try row.decode("limit_key", as: String?.self)),
            tenant: try row.decode("tenant", as: String?.self),
            pausedAt: try row.decode("paused_at", as: PostgresTimestamp?.self)?.date,
            concurrency: try row.decode("concurrency", as: Int?.self), actor: try row.decode("actor"),
            note: try row.decode("note"), changedAt: try row.decode("changed_at", as: PostgresTimestamp.self).date)
    }
}
