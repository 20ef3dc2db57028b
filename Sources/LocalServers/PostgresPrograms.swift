/// Where Postgres' programs are: Debian keeps them off PATH, a folder for each version.
struct PostgresPrograms {
    let initdb: String
    let server: String

    static func find() throws(LocalServerError) -> PostgresPrograms {
        let root = "/usr/lib/postgresql"
        let versions = Files.list(root).compactMap { Int($0) }.sorted(by: >)
        let folders = versions.map { "\(root)/\($0)/bin" }
        guard let initdb = Files.program("initdb", in: folders) else {
            throw LocalServerError(.notInstalled, "Postgres is not installed; on Debian: apt-get install postgresql")
        }
        // The server must be of the same version as the cluster's maker.
        let server = String(initdb.dropLast("initdb".count)) + "postgres"
        guard Files.isExecutable(server) else {
            throw LocalServerError(.notInstalled, "\(server) is missing; on Debian: apt-get install postgresql")
        }
        return PostgresPrograms(initdb: initdb, server: server)
    }
}
