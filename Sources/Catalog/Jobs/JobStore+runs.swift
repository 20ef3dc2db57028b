import Pipelines
import Postgres

extension JobStore {
    /// Reads what workers keep of runs. A pipeline that cannot be read is kept as its error, not asked for again.
    func loadRuns(_ ids: [RunID]) async throws -> [RunID: Result<RunRecord, CatalogError>] {
        let rows = try await run(JobSQL.runs, PostgresParameter(ids))
        var records: [RunID: Result<RunRecord, CatalogError>] = [:]
        for row in rows {
            let id = try row.decode("id", as: RunID.self)
            do {
                records[id] = .success(try RunRecord(row, id))
            } catch {
                records[id] = .failure(CatalogError(.invalid, "run \(id) cannot be read: \(error)", underlying: error))
            }
        }
        return records
    }
}

extension RunRecord {
    /// Reads a row of ``JobSQL/runs``.
    convenience init(_ row: PostgresRow, _ id: RunID) throws {
        let stages = try row.decode("stages", as: [String].self)
        let reference = RunReference(
            id: id, logicalTime: try row.decode("logical_time", as: PostgresTimestamp.self).date,
            parameters: try row.decode("parameters", as: JSONValue.self).decode(),
            mode: try Self.value(RunMode.self, try row.decode("mode")),
            origin: try Self.value(RunOrigin.self, try row.decode("origin")),
            resend: try row.decode("resend", as: String?.self), refresh: try row.decode("refresh"))
        self.init(
            reference: reference, tenant: try row.decode("tenant_id"), pipelineID: try row.decode("pipeline_id"),
            pipeline: try row.decode("document", as: JSONValue.self).decode(),
            stages: try stages.map { try Self.value(Stage.self, $0) },
            fromStage: try row.decode("from_stage", as: String?.self).map { try Self.value(Stage.self, $0) },
            selection: try row.decode("selection", as: JSONValue.self).decode())
    }

    private static func value<Value: RawRepresentable<String>>(
        _ type: Value.Type, _ text: String
    ) throws(CatalogError) -> Value {
        guard let value = Value(rawValue: text) else {
            throw CatalogError(.invalid, "“\(text)” is not a \(type); use the program that made the run")
        }
        return value
    }
}
