/// Why something asked of Postgres was not done.
package struct PostgresError: Error, Sendable, CustomStringConvertible {
    /// The kinds of failure.
    package enum Code: Sendable, Equatable {
        /// The connection string cannot be read.
        case invalidConnectionInfo
        /// No connection was made.
        case connectionFailed
        /// The connection broke; whether the statements were done is unknown.
        case connectionLost
        /// Time ran out. During an exchange the connection was closed.
        case timedOut
        /// The task was cancelled. During an exchange the connection was closed.
        case cancelled
        /// All connections of the pool stayed in use until the deadline.
        case poolExhausted
        /// The connection or the pool was closed before.
        case closed
        /// The connection is in the middle of an exchange that another task began.
        case busy
        /// The server refused a statement: see `sqlState`.
        case server
        /// The statement was not run, because an earlier one of its pipeline failed.
        case aborted
        /// The query cannot be sent as it is.
        case invalidQuery
        /// A value is not of the type that was asked for.
        case decoding
        /// The server's answer has another shape than what was asked for.
        case unexpectedResult
    }

    package let code: Code
    package let message: String
    /// The five characters of https://www.postgresql.org/docs/15/errcodes-appendix.html
    package let sqlState: String?
    package let detail: String?
    package let hint: String?
    package let constraint: String?
    /// The character of the statement's text, counted from 1, where the error is.
    package let position: Int?
    /// Which statement of the pipeline failed, counted from 0.
    package var statement: Int?
    package let underlying: (any Error)?
    /// Whether the connection went down with it.
    package var connectionWasLost: Bool

    package init(
        _ code: Code, _ message: String, sqlState: String? = nil, detail: String? = nil, hint: String? = nil,
        constraint: String? = nil, position: Int? = nil, statement: Int? = nil, underlying: (any Error)? = nil
    ) {
        self.code = code
        self.message = message
        self.sqlState = sqlState
        self.detail = detail
        self.hint = hint
        self.constraint = constraint
        self.position = position
        self.statement = statement
        self.underlying = underlying
        connectionWasLost = code == .connectionLost || code == .connectionFailed
    }

    /// A serialization failure or a deadlock: the same transaction, sent again, may succeed.
    package var isRetryable: Bool { sqlState == "40001" || sqlState == "40P01" }

    /// The server cannot take connections now but will: it is away, silent, starting, stopping or full.
    package var isUnavailable: Bool {
        guard let sqlState else { return connectionWasLost || code == .timedOut || code == .poolExhausted }
        return ["57P01", "57P02", "57P03", "53300"].contains(sqlState)
    }

    package var description: String {
        var text = message
        if let sqlState { text += " [\(sqlState)]" }
        if let detail { text += " (\(detail))" }
        if let hint { text += " (\(hint))" }
        if let statement { text += " in statement \(statement + 1)" }
        if let position { text += " at character \(position)" }
        return text
    }
}
