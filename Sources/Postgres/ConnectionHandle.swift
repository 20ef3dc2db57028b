import CLibPQ

/// Owns one `PGconn` and gives libpq's non-blocking calls Swift names. It never waits.
///
/// Not `Sendable`: it belongs to one `PostgresConnection`, whose loop is the only thread that calls it.
@safe
final class ConnectionHandle {
    private let raw: OpaquePointer

    /// What a connection attempt waits for next.
    enum ConnectStep {
        case read, write, done
    }

    /// Starts connecting; resolves the host's name, so it may block unless the host is an address or a socket.
    init(_ info: PostgresConnectionInfo) throws(PostgresError) {
        // `dbname` carries the whole string when the last argument is 1; options before it are defaults it overrides.
        let options = [
            ("fallback_application_name", "presswork"), ("dbname", info.text), ("client_encoding", "UTF8"),
        ]
        let keywords = ParameterBlock.strings(options.map(\.0))
        let values = ParameterBlock.strings(options.map(\.1))
        let started: OpaquePointer? = unsafe keywords.withPointers { keywords in
            unsafe values.withPointers { values in unsafe PQconnectStartParams(keywords, values, 1) }
        }
        guard let started = unsafe started else {
            throw PostgresError(.connectionFailed, "out of memory while connecting to Postgres")
        }
        unsafe raw = started
        // Without a receiver libpq prints notices to standard error.
        _ = unsafe PQsetNoticeReceiver(raw, { _, _ in }, nil)
    }

    deinit {
        unsafe PQfinish(raw)
    }

    // MARK: State

    var descriptor: CInt { unsafe PQsocket(raw) }
    var isBad: Bool { unsafe PQstatus(raw) == CONNECTION_BAD }
    var isIdle: Bool { unsafe PQtransactionStatus(raw) == PQTRANS_IDLE }
    var isInTransaction: Bool {
        let status = unsafe PQtransactionStatus(raw)
        return status == PQTRANS_INTRANS || status == PQTRANS_INERROR
    }
    var lastMessage: String { unsafe Self.trimmed(String(cString: PQerrorMessage(raw))) }
    var serverProcess: CInt { unsafe PQbackendPID(raw) }

    /// The failure that libpq reported last, as a connection that is gone.
    var lost: PostgresError {
        PostgresError(.connectionLost, "the connection to Postgres was lost: \(lastMessage)")
    }

    // MARK: Connecting

    func connectStep() throws(PostgresError) -> ConnectStep {
        switch unsafe PQconnectPoll(raw) {
        case PGRES_POLLING_READING: return .read
        case PGRES_POLLING_WRITING: return .write
        case PGRES_POLLING_OK: return .done
        default: throw PostgresError(.connectionFailed, "cannot connect to Postgres: \(lastMessage)")
        }
    }

    func setNonBlocking() throws(PostgresError) {
        guard unsafe PQsetnonblocking(raw, 1) == 0 else { throw lost }
    }

    func enterPipelineMode() throws(PostgresError) {
        guard unsafe PQenterPipelineMode(raw) == 1 else { throw lost }
    }

    func exitPipelineMode() throws(PostgresError) {
        guard unsafe PQexitPipelineMode(raw) == 1 else { throw lost }
    }

    // MARK: Sending

    func sendPrepare(_ name: String, _ query: PostgresQuery) throws(PostgresError) {
        let types = query.parameters.map(\.type.oid)
        guard unsafe PQsendPrepare(raw, name, query.sql, CInt(types.count), types) == 1 else { throw lost }
    }

    func sendPrepared(_ name: String, _ parameters: [PostgresParameter]) throws(PostgresError) {
        let block = ParameterBlock(parameters.map(\.bytes))
        let sent = unsafe block.withPointers { values in
            unsafe PQsendQueryPrepared(
                raw, name, CInt(block.count), values, block.lengths, block.binaryFormats, 1)
        }
        guard sent == 1 else { throw lost }
    }

    func send(_ query: PostgresQuery) throws(PostgresError) {
        let block = ParameterBlock(query.parameters.map(\.bytes))
        let types = query.parameters.map(\.type.oid)
        let sent = unsafe block.withPointers { values in
            unsafe PQsendQueryParams(
                raw, query.sql, CInt(block.count), types, values, block.lengths, block.binaryFormats, 1)
        }
        guard sent == 1 else { throw lost }
    }

    func sendScript(_ sql: String) throws(PostgresError) {
        guard unsafe PQsendQuery(raw, sql) == 1 else { throw lost }
    }

    func sendSync() throws(PostgresError) {
        guard unsafe PQpipelineSync(raw) == 1 else { throw lost }
    }

    /// Gives the kernel what it takes. Returns whether all of it is gone.
    func flush() throws(PostgresError) -> Bool {
        let left = unsafe PQflush(raw)
        guard left >= 0 else { throw lost }
        return left == 0
    }

    // MARK: Receiving

    /// Whether `nextResult` would have to wait for bytes.
    var isBusy: Bool { unsafe PQisBusy(raw) == 1 }

    func consumeInput() throws(PostgresError) {
        guard unsafe PQconsumeInput(raw) == 1 else { throw lost }
    }

    /// The next result; nil between two statements. Only when not `isBusy`.
    func nextResult() -> ResultHandle? {
        guard let result = unsafe PQgetResult(raw) else { return nil }
        return unsafe ResultHandle(owning: result)
    }

    func nextNotification() -> PostgresNotification? {
        guard let notification = unsafe PQnotifies(raw) else { return nil }
        defer { unsafe PQfreemem(notification) }
        return unsafe PostgresNotification(
            channel: String(cString: notification.pointee.relname),
            payload: String(cString: notification.pointee.extra), serverProcess: notification.pointee.be_pid)
    }

    static func trimmed(_ message: String) -> String {
        var message = message[...]
        while message.last?.isWhitespace == true { message.removeLast() }
        return String(message).replacing("\n", with: " ")
    }
}
