import Catalog
import Postgres
import Redis

/// Whether a process can do its work now: its servers answer and the schema is this program's.
struct Readiness: Sendable {
    let platform: Platform

    /// What stands in the way, in sentences; empty when ready.
    func obstacles() async -> [String] {
        var obstacles: [String] = []
        do {
            try await platform.appPool.withConnection { try await Migrator().check($0) }
        } catch {
            obstacles.append("Postgres: \(error)")
        }
        do {
            try await platform.redis.ping()
        } catch {
            obstacles.append("Redis: \(error)")
        }
        return obstacles
    }
}
