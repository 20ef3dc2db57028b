package import Catalog
package import EventLoops
import Postgres

extension Migration {
    /// Brings a database's schema up to date over a connection of its own.
    ///
    /// - Returns: the steps that were applied.
    @discardableResult
    package static func apply(to conninfo: String, on loop: EventLoop) async throws -> [Migration] {
        let connection = try await PostgresConnection.connect(
            try PostgresConnectionInfo(conninfo), on: loop)
        do {
            let applied = try await Migrator().migrate(connection)
            await connection.close()
            return applied
        } catch {
            await connection.close()
            throw error
        }
    }
}
