package import EventLoops

extension PostgresPool {
    /// How a pool behaves.
    package struct Configuration: Sendable {
        package var info: PostgresConnectionInfo
        /// The most connections open at once.
        package var maximum = 8
        /// How long `withConnection` waits for a connection that others hold.
        package var leaseTimeout: Duration = .seconds(30)
        /// The limit of connecting, TLS and authentication included.
        package var connectTimeout: Duration = .seconds(10)
        /// The limit of an exchange that names none.
        package var statementTimeout: Duration = .seconds(60)
        /// How long a connection may lie unused before `run` closes it.
        package var idleTimeout: Duration = .seconds(300)
        /// What each new connection runs first, such as SET ROLE.
        package var onConnect: [PostgresQuery] = []
        /// Where host names are resolved.
        package var resolver: ComputePool?

        package init(_ info: PostgresConnectionInfo) {
            self.info = info
        }
    }
}
