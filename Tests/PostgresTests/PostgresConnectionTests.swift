import EventLoops
import LocalServers
import Postgres
import Testing

@Suite(.timeLimit(.minutes(10)))
struct PostgresConnectionTests {
    @Test func aPipelineAnswersEachStatement() async throws {
        let connection = try await TestDatabase().connect()
        let (sum, failed, after) = try await connection.pipeline(
            PostgresStatement<Int>("SELECT \(1) + \(2)") { result throws(PostgresError) in
                try result.onlyRow.decode(at: 0)
            },
            PostgresStatement.affecting("SELECT 1 / \(0)"), PostgresStatement.affecting("SELECT 1"))
        #expect(try sum.get() == 3)
        let error = #expect(throws: PostgresError.self) { try failed.get() }
        #expect(error?.sqlState == "22012" && error?.statement == 1 && error?.connectionWasLost == false)
        #expect(#expect(throws: PostgresError.self) { try after.get() }?.code == .aborted)
        #expect(try await connection.query("SELECT 5").only(Int.self) == 5, "the connection is still good")
    }

    @Test func errorsTellWhatTheServerKnows() async throws {
        let connection = try await TestDatabase().connect()
        try await connection.run(
            script: "CREATE TEMP TABLE t (id int CONSTRAINT the_key PRIMARY KEY); INSERT INTO t VALUES (1)")
        let twice = await #expect(throws: PostgresError.self) { try await connection.query("INSERT INTO t VALUES (1)") }
        #expect(twice?.sqlState == "23505" && twice?.constraint == "the_key")
        #expect(twice?.detail == "Key (id)=(1) already exists.")
        let typo = await #expect(throws: PostgresError.self) { try await connection.query("SELECT nonsense") }
        #expect(typo?.sqlState == "42703" && typo?.position == 8 && typo?.isRetryable == false)
        let script = await #expect(throws: PostgresError.self) {
            try await connection.run(script: "CREATE TEMP TABLE u (); SELEC 1; CREATE TEMP TABLE v ()")
        }
        #expect(script?.sqlState == "42601" && script?.position == 25)
        #expect(try await connection.query("SELECT to_regclass('u') IS NULL").only(Bool.self), "a script is atomic")
    }

    @Test func copyIsRefused() async throws {
        let connection = try await TestDatabase().connect()
        let error = await #expect(throws: PostgresError.self) { try await connection.query("COPY pg_class TO STDOUT") }
        #expect(error?.code == .invalidQuery)
        #expect(await connection.isClosed)
    }

    @Test func aStatementSurvivesAChangeOfItsTable() async throws {
        let connection = try await TestDatabase().connect()
        try await connection.run(script: "CREATE TEMP TABLE t AS SELECT 1 AS a")
        let query: PostgresQuery = "SELECT * FROM t"
        #expect(try await connection.query(query).columns.count == 1)
        try await connection.run(script: "ALTER TABLE t ADD b text")
        let error = await #expect(throws: PostgresError.self) { try await connection.query(query) }
        #expect(error?.sqlState == "0A000")
        #expect(try await connection.query(query).columns.count == 2)
    }

    @Test func largePipelinesDoNotJam() async throws {
        // Both directions exceed what the sockets hold, so whoever only writes would wait for ever.
        let connection = try await TestDatabase().connect()
        let blob = [UInt8](repeating: 7, count: 1_000_000)
        let outcomes = try await connection.pipeline((0..<20).map { _ in "SELECT \(blob)" })
        #expect(outcomes.count == 20)
        for outcome in outcomes { #expect(try outcome.get().only([UInt8].self) == blob) }
    }

    @Test func transactionsCommitOrRollBack() async throws {
        let connection = try await TestDatabase().connect()
        try await connection.run(script: "CREATE TEMP TABLE t (n int8)")
        let results = try await connection.transaction(
            ["INSERT INTO t VALUES (\(1))", "SELECT current_setting('presswork.tenant')"],
            preamble: ["SELECT set_config('presswork.tenant', \("acme"), true)"])
        #expect(results.count == 2)
        #expect(try results[1].only(String.self) == "acme")
        let error = await #expect(throws: PostgresError.self) {
            try await connection.transaction(["INSERT INTO t VALUES (\(2))", "SELECT 1 / 0"])
        }
        #expect(error?.sqlState == "22012" && error?.statement == 1)
        let count = try await connection.withTransaction { connection in
            try await connection.query("INSERT INTO t VALUES (\(3))")
            return try await connection.query("SELECT count(*) FROM t").only(Int.self)
        }
        #expect(count == 2)
        struct Change: Error {}
        await #expect(throws: Change.self) {
            try await connection.withTransaction { connection in
                try await connection.query("DELETE FROM t")
                throw Change()
            }
        }
        #expect(try await connection.query("SELECT count(*) FROM t").only(Int.self) == 2)
        try await connection.withTransaction { _ in }
        let setting = try await connection.query("SELECT nullif(current_setting('presswork.tenant', true), '')")
        #expect(try setting.only(String?.self) == nil, "the setting ended with its transaction")
    }

    @Test func notificationsAreHeardWhileExchangesGoOn() async throws {
        let database = try await TestDatabase()
        let listener = try await database.connect()
        let speaker = try await database.connect()
        try await listener.query("LISTEN presswork_test")
        #expect(try await listener.notifications(timeout: .milliseconds(10)).isEmpty)
        async let heard = listener.notifications(timeout: .seconds(20))
        #expect(try await listener.query("SELECT 1").only(Int.self) == 1)
        try await speaker.query("SELECT pg_notify('presswork_test', \("scrape"))")
        let notifications = try await heard
        #expect(notifications.map(\.channel) == ["presswork_test"] && notifications.map(\.payload) == ["scrape"])
    }

    @Test func cancellationClosesTheConnection() async throws {
        let database = try await TestDatabase()
        let connection = try await database.connect()
        let observer = try await database.connect()
        let process = try await connection.query("SELECT pg_backend_pid()").only(Int32.self)
        // Longer than the suite may take.
        let sleeping = Task { try await connection.query("SELECT pg_sleep(3600)", timeout: .seconds(3_600)) }
        let isAsleep: PostgresQuery = """
            SELECT count(*) FROM pg_stat_activity WHERE pid = \(process) AND wait_event = 'PgSleep'
            """
        while try await observer.query(isAsleep).only(Int.self) == 0 {}
        let second = await #expect(throws: PostgresError.self) { try await connection.query("SELECT 1") }
        #expect(second?.code == .busy && second?.connectionWasLost == false)
        sleeping.cancel()
        let error = await #expect(throws: PostgresError.self) { try await sleeping.value }
        #expect(error?.code == .cancelled && error?.connectionWasLost == true)
        #expect(await connection.isClosed)
    }

    @Test func timeoutsCloseTheConnection() async throws {
        let connection = try await TestDatabase().connect()
        let error = await #expect(throws: PostgresError.self) {
            try await connection.query("SELECT pg_sleep(60)", timeout: .milliseconds(30))
        }
        #expect(error?.code == .timedOut && error?.connectionWasLost == true)
        let after = await #expect(throws: PostgresError.self) { try await connection.query("SELECT 1") }
        #expect(after?.code == .closed)
    }

    @Test func aKilledBackendIsALostConnection() async throws {
        let database = try await TestDatabase()
        let victim = try await database.connect()
        let killer = try await database.connect()
        let process = try await victim.query("SELECT pg_backend_pid()").only(Int.self)
        #expect(try await killer.query("SELECT pg_terminate_backend(\(Int32(process)), 10000)").only(Bool.self))
        let error = await #expect(throws: PostgresError.self) { try await victim.query("SELECT 1") }
        #expect(error?.connectionWasLost == true)
        #expect(error?.isUnavailable == true)
    }

    @Test func aServerThatIsNotThereIsNamedWithoutSecrets() async throws {
        let loop = EventLoop(name: "nowhere")
        let info = try PostgresConnectionInfo("host=/nonexistent user=u password=hunter2")
        let error = await #expect(throws: PostgresError.self) {
            _ = try await PostgresConnection.connect(info, on: loop)
        }
        #expect(error?.code == .connectionFailed && error?.connectionWasLost == true)
        #expect(error.map { "\($0)".contains("/nonexistent") && !"\($0)".contains("hunter2") } == true)
        loop.stop()
    }
}
