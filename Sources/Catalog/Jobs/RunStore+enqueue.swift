import Pipelines
import Postgres

extension RunStore {
    /// Makes a run with its first jobs in one transaction. A run with the same idempotency key is returned instead, and
    /// one that is under way with the same unique key.
    package func enqueue(_ run: NewRun) async throws -> EnqueuedRun {
        let id = RunID.fresh()
        // The run that held the unique key may end between the insertion and the look for it.
        for _ in 0..<(run.uniqueKey == nil ? 1 : 5) {
            if let row = try await transaction(try run.insertion(id, tenant)).last?.first {
                let found = try row.decode(at: 0, as: RunID.self)
                return EnqueuedRun(id: found, isNew: found == id)
            }
        }
        throw CatalogError(.notFound, "pipeline \(run.pipeline) is not there; apply its bundle first")
    }
}

extension NewRun {
    /// The statements that make the run, to be run in one transaction; the last one tells the run's id.
    ///
    /// All but the first read the run that it inserted: when it found the idempotency key taken, they do nothing.
    func insertion(_ id: RunID, _ tenant: TenantID) throws -> [PostgresQuery] {
        guard !stages.isEmpty, !stages.contains(.expand), stages == stages.sorted() else {
            throw CatalogError(.invalid, "a run needs at least one stage, in order, and expand is not for items")
        }
        var queries = [try row(id, tenant)]
        switch contents {
        case .expand: queries.append(PostgresQuery(trustedText: JobSQL.expand, [PostgresParameter(id)]))
        case .items(let items):
            guard !items.isEmpty else { throw CatalogError(.invalid, "a run of given items needs one at least") }
            var distinct: Set<String> = []
            let items = items.filter { distinct.insert($0.key).inserted }
            for (number, start) in stride(from: 0, to: items.count, by: JobStore.chunkItems).enumerated() {
                let part = Array(items[start..<min(items.count, start + JobStore.chunkItems)])
                queries.append(
                    PostgresQuery(
                        trustedText: JobSQL.givenChunk,
                        try JobStore.columns(number, part, start) + [PostgresParameter(id)]))
            }
        }
        queries.append(
            PostgresQuery(
                trustedText: JobSQL.findRun,
                [
                    PostgresParameter(id), PostgresParameter(tenant), PostgresParameter(idempotencyKey),
                    PostgresParameter(uniqueKey),
                ]))
        return queries
    }

    private func row(_ id: RunID, _ tenant: TenantID) throws -> PostgresQuery {
        var isSealed = false
        if case .items = contents { isSealed = true }
        return PostgresQuery(
            trustedText: JobSQL.insertRun,
            [
                PostgresParameter(id), PostgresParameter(tenant), PostgresParameter(pipeline),
                PostgresParameter(priority), PostgresParameter(logicalTime.map { PostgresTimestamp($0) }),
                PostgresParameter(try PostgresJSON(encoding: parameters)), PostgresParameter(mode.rawValue),
                PostgresParameter(origin.rawValue), PostgresParameter(resend), PostgresParameter(refresh),
                PostgresParameter(stages.map(\.rawValue)), PostgresParameter(fromStage?.rawValue),
                PostgresParameter(try PostgresJSON(encoding: selection)), PostgresParameter(idempotencyKey),
                PostgresParameter(isSealed), PostgresParameter(actor), PostgresParameter(concurrency),
                PostgresParameter(startAt.map { PostgresTimestamp($0) }), PostgresParameter(uniqueKey),
            ])
    }
}
