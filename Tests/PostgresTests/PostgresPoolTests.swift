import EventLoops
import LocalServers
import Postgres
import Testing

@Suite(.timeLimit(.minutes(10)))
struct PostgresPoolTests {
    @Test func sharesAFewConnectionsAmongMany() async throws {
        let pool = try await TestDatabase().pool(maximum: 3)
        let processes = try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<60 {
                group.addTask { try await pool.query("SELECT pg_backend_pid()").only(Int.self) }
            }
            var processes: Set<Int> = []
            for try await process in group { processes.insert(process) }
            return processes
        }
        #expect((1...3).contains(processes.count))
        await pool.close()
        let error = await #expect(throws: PostgresError.self) { try await pool.query("SELECT 1") }
        #expect(error?.code == .closed)
    }

    @Test func replacesWhatBroke() async throws {
        let database = try await TestDatabase()
        let pool = database.pool(maximum: 1)
        let first = try await pool.query("SELECT pg_backend_pid()").only(Int.self)
        let killer = try await database.connect()
        try await killer.query("SELECT pg_terminate_backend(\(Int32(first)), 10000)")
        #expect(try await pool.query("SELECT pg_backend_pid()").only(Int.self) != first)
        await #expect(throws: PostgresError.self) {
            try await pool.query("SELECT pg_sleep(60)", timeout: .milliseconds(5))
        }
        #expect(try await pool.query("SELECT 1").only(Int.self) == 1)
        await pool.close()
    }

    @Test func aTransactionLeftOpenIsNotLentAgain() async throws {
        let pool = try await TestDatabase().pool(maximum: 1)
        let first = try await pool.withConnection { connection in
            try await connection.query("BEGIN")
            return try await connection.query("SELECT pg_backend_pid()").only(Int.self)
        }
        #expect(try await pool.query("SELECT pg_backend_pid()").only(Int.self) != first)
        await pool.close()
    }

    @Test func waitingForALeaseEndsInTimeOrByCancellation() async throws {
        let pool = try await TestDatabase().pool(maximum: 1, leaseTimeout: .milliseconds(50))
        try await pool.withConnection { _ in
            let late = await #expect(throws: PostgresError.self) { try await pool.query("SELECT 1") }
            #expect(late?.code == .poolExhausted)
            let waiting = Task { try await pool.query("SELECT 1") }
            waiting.cancel()
            await #expect(throws: (any Error).self) { try await waiting.value }
        }
        #expect(try await pool.query("SELECT 1").only(Int.self) == 1)
        await pool.close()
    }

    @Test func runEndsByCancellationAndCloses() async throws {
        let pool = try await TestDatabase().pool(maximum: 1)
        let running = Task { await pool.run() }
        #expect(try await pool.query("SELECT 1").only(Int.self) == 1)
        running.cancel()
        await running.value
        await #expect(throws: PostgresError.self) { try await pool.query("SELECT 1") }
    }

    @Test func failingOnConnectFreesItsPlace() async throws {
        let database = try await TestDatabase()
        var configuration = PostgresPool.Configuration(database.info)
        configuration.maximum = 1
        configuration.onConnect = ["SET ROLE nobody_of_that_name"]
        let pool = PostgresPool(configuration, on: database.loop)
        for _ in 0..<2 {
            let error = await #expect(throws: PostgresError.self) { try await pool.query("SELECT 1") }
            #expect(error?.sqlState == "22023")
        }
        await pool.close()
    }
}
