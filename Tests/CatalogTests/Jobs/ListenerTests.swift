import EventLoops
import Foundation
import Pipelines
import Postgres
import Testing

@testable import Catalog

@Suite struct ListenerTests {
    @Test func aConnectionThatWentSilentIsGivenUp() async throws {
        let fixture = try await JobsFixture()
        let owner = try await fixture.superuser()
        let listener = Task { try await fixture.store.hearWork(patience: .milliseconds(300)) { _ in } }
        let process = try await Self.listening(owner)
        // A server process that stands still is as silent as a cut cable.
        let stopped = try #require(ProcessHandle(pid: CInt(process)))
        try await Task.sleep(for: .milliseconds(700))
        stopped.send(SIGSTOP)
        defer { stopped.send(SIGCONT) }
        let error = await #expect(throws: PostgresError.self) { try await listener.value }
        #expect(error?.code == .timedOut)
    }

    /// The server's process that listens.
    private static func listening(_ owner: PostgresPool) async throws -> Int {
        while true {
            let rows = try await owner.query(
                """
                SELECT pid FROM pg_stat_activity
                WHERE datname = current_database() AND usename = 'presswork_fleet' AND state = 'idle'
                    AND (query LIKE 'LISTEN%' OR query = 'SELECT')
                """)
            if let row = rows.first { return try row.decode("pid") }
            try await Task.sleep(for: .milliseconds(10))
        }
    }
}
