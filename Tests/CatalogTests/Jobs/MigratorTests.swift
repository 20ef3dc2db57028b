import LocalServers
import Postgres
import Testing

@testable import Catalog

@Suite struct MigratorTests {
    private func database() async throws -> PostgresConnection {
        let server = try await EphemeralServers.shared.postgres()
        let name = "migrator_\(UInt64.random(in: 0...UInt64.max))"
        let admin = try await PostgresConnection.connect(
            PostgresConnectionInfo(server.conninfo()), on: JobsFixture.loop)
        try await admin.query("CREATE DATABASE \(identifier: name)")
        await admin.close()
        return try await PostgresConnection.connect(
            PostgresConnectionInfo(server.conninfo(database: name)), on: JobsFixture.loop)
    }

    @Test func checkNamesTheCommandUntilMigrated() async throws {
        let connection = try await database()
        let error = await #expect(throws: CatalogError.self) { try await Migrator().check(connection) }
        #expect(error?.code == .notMigrated)
        #expect(error?.message.contains("presswork migrate") == true)
        let applied = try await Migrator().migrate(connection)
        #expect(applied.map(\.number) == Migration.all.map(\.number))
        try await Migrator().check(connection)
        #expect(try await Migrator().migrate(connection).isEmpty)
        await connection.close()
    }

    @Test func aChangedStepIsRefused() async throws {
        let connection = try await database()
        try await Migrator([Migration(number: 1, name: "one", script: "SELECT 1;")]).migrate(connection)
        let error = await #expect(throws: CatalogError.self) {
            try await Migrator([Migration(number: 1, name: "one", script: "SELECT 2;")]).check(connection)
        }
        #expect(error?.code == .schemaMismatch)
        await connection.close()
    }

    @Test func aFailedStepLeavesNothing() async throws {
        let connection = try await database()
        let broken = Migration(number: 1, name: "one", script: "CREATE TABLE presswork.half (id integer); SELECT 1/0;")
        await #expect(throws: PostgresError.self) { try await Migrator([broken]).migrate(connection) }
        let other = try await database()
        await other.close()
        await connection.close()
    }

    @Test func everyTenantTableIsProtected() async throws {
        let connection = try await database()
        try await Migrator().migrate(connection)
        let open = try await connection.query(
            """
            SELECT relname::text FROM pg_class
            WHERE relnamespace = 'presswork'::regnamespace AND relkind = 'r'
                AND NOT (relrowsecurity AND relforcerowsecurity)
            """
        ).decode((String).self)
        #expect(Set(open) == ["migration", "worker", "leader", "claim"])
        await connection.close()
    }
}
