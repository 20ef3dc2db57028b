package import Pipelines
import Postgres

extension CatalogStageContext {
    /// Writes at most one report a second. Progress is for people to look at: one that cannot be written is dropped,
    /// and a database that is away shows in the next write that matters.
    package func report(progress fraction: Double, _ note: String) async {
        let fraction = min(max(fraction, 0), 1)
        guard progress.admits(fraction) else { return }
        do {
            let json = try PostgresJSON(
                encoding: JSONValue.object(["fraction": .number(fraction), "note": .string(String(note.prefix(200)))]))
            try await database.query(
                """
                UPDATE presswork.job SET progress = \(json)
                WHERE id = \(request.job.id) AND attempt = \(request.job.attempt) AND state::text = 'running'
                """, in: request.tenant)
        } catch {
            return
        }
    }

    /// Stores where a later attempt goes on: at most 64 KiB of JSON, in the job itself.
    package func checkpoint(_ state: JSONValue) async throws {
        let bytes = try state.canonicalBytes()
        guard bytes.count <= 65_536 else {
            throw StageError(
                code: "checkpoint.tooLarge",
                message: "a checkpoint has at most 65536 bytes and this one has \(bytes.count); store it as an asset",
                disposition: .discard)
        }
        let result = try await database.query(
            """
            UPDATE presswork.job SET checkpoint = \(PostgresJSON(bytes: bytes))
            WHERE id = \(request.job.id) AND attempt = \(request.job.attempt) AND state::text = 'running'
            """, in: request.tenant)
        guard result.affectedRows == 1 else { throw StageError.fenced(request.job) }
    }
}
