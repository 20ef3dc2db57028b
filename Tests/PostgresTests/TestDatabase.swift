import EventLoops
import LocalServers
import Postgres

/// A loop and what is needed to reach the shared Postgres.
struct TestDatabase {
    let server: LocalPostgres
    let loop = EventLoop(name: "postgres")
    let info: PostgresConnectionInfo

    init() async throws {
        server = try await EphemeralServers.shared.postgres()
        info = try PostgresConnectionInfo(server.conninfo())
    }

    func connect(statementTimeout: Duration = .seconds(30)) async throws -> PostgresConnection {
        try await PostgresConnection.connect(info, on: loop, statementTimeout: statementTimeout)
    }

    func pool(maximum: Int, leaseTimeout: Duration = .seconds(30)) -> PostgresPool {
        var configuration = PostgresPool.Configuration(info)
        configuration.maximum = maximum
        configuration.leaseTimeout = leaseTimeout
        return PostgresPool(configuration, on: loop)
    }
}

extension PostgresResult {
    /// The only cell.
    func only<Value: PostgresDecodable>(_: Value.Type = Value.self) throws -> Value {
        try onlyRow.decode(at: 0)
    }
}
