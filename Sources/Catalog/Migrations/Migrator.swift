import Pipelines
package import Postgres

/// Brings the schema up to date, and tells whether it is.
///
/// Only `migrate`, `up`, `demo` and `run --local` migrate; every other process checks.
package struct Migrator: Sendable {
    private let migrations: [Migration]

    package init(_ migrations: [Migration] = Migration.all) {
        precondition(migrations.map(\.number) == Array(1...migrations.count), "migrations count from 1 without gaps")
        self.migrations = migrations
    }

    /// Names this program's lock among the database's advisory locks ("presswrk" in ASCII).
    private static let lock: Int64 = 0x7072_6573_7377_726B

    /// Applies what is missing, a transaction each, while no other process does.
    /// - Parameter connection: of a role that may create roles and schemas; not one of the pool's.
    /// - Returns: the steps that were applied.
    @discardableResult
    package func migrate(_ connection: PostgresConnection) async throws -> [Migration] {
        try await connection.query("SELECT pg_advisory_lock(\(Self.lock))", timeout: .seconds(300))
        do {
            let applied = try await migrateLocked(connection)
            try await connection.query("SELECT pg_advisory_unlock(\(Self.lock))")
            return applied
        } catch {
            // The lock goes with the connection, whatever state the failure has left it in.
            await connection.close()
            throw error
        }
    }

    /// Throws unless every step was applied, and unchanged.
    package func check(_ connection: PostgresConnection) async throws {
        let exists = try await connection.query("SELECT to_regclass('presswork.migration') IS NOT NULL").onlyRow
            .decode(at: 0, as: Bool.self)
        let missing = exists ? try missing(among: try await applied(connection)) : migrations
        guard let first = missing.first else { return }
        throw CatalogError(
            .notMigrated,
            "the database lacks step \(first.number) of the schema (\(first.name)); run: presswork migrate")
    }

    private func migrateLocked(_ connection: PostgresConnection) async throws -> [Migration] {
        try await connection.run(script: Self.transaction(Migration.bootstrap))
        let missing = try missing(among: try await applied(connection))
        for migration in missing {
            let record = """
                INSERT INTO presswork.migration (number, name, checksum)
                VALUES (\(migration.number), '\(migration.name)', '\\x\(migration.checksum.hex)');
                """
            try await connection.run(
                script: Self.transaction("SET LOCAL ROLE presswork_owner;\n" + migration.script + "\n" + record),
                timeout: .seconds(600))
        }
        return missing
    }

    private static func transaction(_ script: String) -> String {
        "BEGIN; SET LOCAL lock_timeout = '5s'; SET LOCAL client_min_messages = warning;\n\(script)\nCOMMIT;"
    }

    private func applied(_ connection: PostgresConnection) async throws -> [Int: Digest] {
        let rows = try await connection.query("SELECT number, checksum FROM presswork.migration")
            .decode((Int, Digest).self)
        return Dictionary(uniqueKeysWithValues: rows.map { ($0.0, $0.1) })
    }

    private func missing(among applied: [Int: Digest]) throws(CatalogError) -> [Migration] {
        if let newest = applied.keys.max(), newest > migrations.count {
            throw CatalogError(
                .schemaMismatch,
                "the database is at step \(newest) and this program knows \(migrations.count); use the newer program")
        }
        for migration in migrations {
            guard let checksum = applied[migration.number], checksum != migration.checksum else { continue }
            throw CatalogError(
                .schemaMismatch,
                "step \(migration.number) (\(migration.name)) was applied in another form; restore that program or the "
                    + "database that belongs to this one")
        }
        return migrations.filter { applied[$0.number] == nil }
    }
}
