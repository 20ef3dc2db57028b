import EventLoops
import Foundation
import Postgres
import PressworkRuntime
import Testing

/// Looks at the record of truth from outside of the fleet, as its superuser, and can make statements of others wait.
struct Witness {
    private let info: PostgresConnectionInfo
    private let loop: EventLoop
    private let connection: PostgresConnection

    static func open(_ settings: Settings, on loop: EventLoop) async throws -> Witness {
        let info = try PostgresConnectionInfo(try #require(settings.ownerDatabaseURL))
        return Witness(info: info, loop: loop, connection: try await PostgresConnection.connect(info, on: loop))
    }

    func close() async { await connection.close() }

    /// The rows of a query with one column of text.
    func texts(_ query: PostgresQuery) async throws -> [String] {
        try await connection.query(query).decode((String).self)
    }

    func number(_ query: PostgresQuery) async throws -> Int {
        try await connection.query(query).onlyRow.decode(at: 0)
    }

    /// Returns as soon as a count is not zero.
    func until(
        _ what: @autoclosure () -> String, within limit: Duration = .seconds(300), _ query: PostgresQuery
    ) async throws {
        let deadline = ContinuousClock.now + limit
        while try await number(query) == 0 {
            try #require(.now < deadline, "after \(limit) still not: \(what())")
            try await Task.sleep(for: .milliseconds(2))
        }
    }

    /// While `body` runs, every statement that writes into `table` waits.
    func holding(_ table: String, _ body: () async throws -> Void) async throws {
        let holder = try await PostgresConnection.connect(info, on: loop)
        try await holder.query("BEGIN")
        try await holder.query("LOCK TABLE presswork.\(identifier: table) IN SHARE MODE")
        let result: Result<Void, any Error>
        do { result = .success(try await body()) } catch { result = .failure(error) }
        await holder.close()
        try result.get()
    }

    /// Breaks off what waits for a lock on behalf of the program `name`: what a killed process had asked for and the
    /// server had not begun.
    func breakOffWaiting(of name: String) async throws {
        try await connection.query(
            """
            SELECT pg_terminate_backend(pid) FROM pg_stat_activity
            WHERE application_name = \(name) AND wait_event_type = 'Lock'
            """)
    }
}
