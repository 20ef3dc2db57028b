import CLibPQ

/// Owns one `PGresult`.
@safe
final class ResultHandle: @unchecked Sendable {
    // Sendable: a PGresult is never changed after libpq has handed it over, and only const accessors are called.
    private let raw: OpaquePointer

    enum Status {
        case rows, command, pipelineSync, pipelineAborted, error, unexpected(String)
    }

    init(owning raw: OpaquePointer) {
        unsafe self.raw = raw
    }

    deinit {
        unsafe PQclear(raw)
    }

    var status: Status {
        switch unsafe PQresultStatus(raw) {
        case PGRES_TUPLES_OK: .rows
        case PGRES_COMMAND_OK, PGRES_EMPTY_QUERY: .command
        case PGRES_PIPELINE_SYNC: .pipelineSync
        case PGRES_PIPELINE_ABORTED: .pipelineAborted
        case PGRES_FATAL_ERROR, PGRES_NONFATAL_ERROR, PGRES_BAD_RESPONSE: .error
        case let other: unsafe .unexpected(String(cString: PQresStatus(other)))
        }
    }

    var rowCount: Int { unsafe Int(PQntuples(raw)) }
    var commandTag: String { unsafe String(cString: PQcmdStatus(raw)) }
    var affectedRows: Int { unsafe Int(String(cString: PQcmdTuples(raw))) ?? 0 }

    var columns: [PostgresColumn] {
        unsafe (0..<PQnfields(raw)).map { index in
            unsafe PostgresColumn(
                name: String(cString: PQfname(raw, index)), type: PostgresType(oid: PQftype(raw, index)),
                isBinary: PQfformat(raw, index) == 1)
        }
    }

    /// Decodes one cell where it lies.
    func decode<Value: PostgresDecodable>(
        row: Int, column: Int, type: PostgresType
    ) throws(PostgresDecodingError) -> Value {
        let (row, column) = (CInt(row), CInt(column))
        guard unsafe PQgetisnull(raw, row, column) == 0, let start = unsafe PQgetvalue(raw, row, column) else {
            return try Value.decodeNull()
        }
        let bytes = unsafe UnsafeRawBufferPointer(start: start, count: Int(PQgetlength(raw, row, column)))
        return try unsafe Value.decode(PostgresValue(type: type, bytes: bytes.bytes))
    }

    /// What the server reported.
    var error: PostgresError {
        var message = field(presswork_diagnostic_message)
        if message == nil { message = unsafe String(cString: PQresultErrorMessage(raw)) }
        return PostgresError(
            .server, ConnectionHandle.trimmed(message ?? "unknown error"),
            sqlState: field(presswork_diagnostic_sqlstate), detail: field(presswork_diagnostic_detail),
            hint: field(presswork_diagnostic_hint), constraint: field(presswork_diagnostic_constraint),
            position: field(presswork_diagnostic_position).flatMap { Int($0) })
    }

    private func field(_ code: presswork_diagnostic) -> String? {
        guard let text = unsafe PQresultErrorField(raw, CInt(code.rawValue)) else { return nil }
        return unsafe String(cString: text)
    }
}
