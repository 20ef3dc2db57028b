/// One NOTIFY that a LISTENing connection heard.
package struct PostgresNotification: Sendable, Hashable {
    package let channel: String
    package let payload: String
    /// The server process that sent it; may be the connection's own.
    package let serverProcess: Int32
}
