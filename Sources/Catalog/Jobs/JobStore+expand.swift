package import Pipelines
import Postgres

extension JobStore {
    /// The most items of a chunk.
    package static let chunkItems = 1_000

    /// Stores a chunk of a run's items with their first jobs, and the checkpoint of the expand job, in one statement.
    /// A chunk that is there already is left as it is.
    ///
    /// - Parameter firstIndex: position in the run of the chunk's first item.
    /// - Returns: how many items were added; keys that the run has already are left out.
    /// - Throws: ``StageError`` `job.fenced` when the job belongs to another attempt by now.
    package func store(_ chunk: ItemChunk, firstIndex: Int, for job: JobReference) async throws -> Int {
        guard chunk.items.count <= Self.chunkItems else {
            throw StageError(
                code: "expand.chunk",
                message: "a chunk has \(chunk.items.count) items; \(Self.chunkItems) are the most",
                disposition: .discard)
        }
        let row = try await run([
            PostgresQuery(
                trustedText: JobSQL.expandedChunk,
                try Self.columns(chunk.number, chunk.items, firstIndex) + [
                    PostgresParameter(job.id), PostgresParameter(job.attempt),
                    PostgresParameter(try chunk.checkpoint.map { try PostgresJSON($0) }),
                ])
        ])[0].onlyRow
        guard try row.decode("fenced", as: Int.self) == 1 else {
            throw StageError(
                code: "job.fenced", message: "job \(job.id) was given to another worker", disposition: .discard)
        }
        return try row.decode("items")
    }

    /// The first six parameters of a chunk's insertion; of items with the same key, the first.
    ///
    /// The ids are made here: the server would take 4 µs for each. In order, so that items are taken up in theirs.
    static func columns(_ number: Int, _ items: [NewItem], _ firstIndex: Int) throws -> [PostgresParameter] {
        var seen: Set<String> = []
        let distinct = items.enumerated().filter { seen.insert($0.element.key).inserted }
        let empty = PostgresJSON("{}")
        return [
            PostgresParameter(number), PostgresParameter(distinct.map(\.element.key)),
            PostgresParameter(distinct.map { firstIndex + $0.offset }),
            PostgresParameter(
                try distinct.map { $0.element.fields.isEmpty ? empty : try PostgresJSON(encoding: $0.element.fields) }),
            PostgresParameter(ItemID.fresh(distinct.count)),
            PostgresParameter(JobID.fresh(distinct.count)),
        ]
    }
}
