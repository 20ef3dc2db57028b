import Catalog
import Foundation
import Postgres
import PressworkRuntime
import Redis

/// Whether the configured servers answer and hold this program's schema; without any, whether the local mode can start
/// its own.
struct ServersCheck: Sendable {
    let settings: Settings

    func findings() async -> [Finding] {
        let names: [(String, String?)] = [
            ("PRESSWORK_DATABASE_URL", settings.databaseURL),
            ("PRESSWORK_FLEET_DATABASE_URL", settings.fleetDatabaseURL),
            ("PRESSWORK_REDIS_URL", settings.redisURL), ("PRESSWORK_OBJECTS_URL", settings.objectsURL),
        ]
        let missing = names.filter { $0.1 == nil }.map(\.0)
        if missing.count == names.count {
            return [.good("settings", "no servers are configured: commands use the local mode")] + localPrograms()
        }
        guard missing.isEmpty else {
            return [
                .bad(
                    "settings", "\(missing.joined(separator: ", ")) \(missing.count == 1 ? "is" : "are") not set",
                    "set all four, or none for the local mode")
            ]
        }
        return [.good("settings", "servers are configured")] + (await servers())
    }

    private func servers() async -> [Finding] {
        do {
            return try await Platform.with(settings) { platform in
                [await Self.schema(platform), await Self.fleet(platform), await Self.redis(platform)]
            }
        } catch {
            return [.bad("servers", "\(error)", "correct the setting that is named")]
        }
    }

    private static func schema(_ platform: Platform) async -> Finding {
        do {
            try await platform.appPool.withConnection { try await Migrator().check($0) }
            return .good("postgres", "answers, and its schema is this program's")
        } catch let error as CatalogError {
            return .bad("postgres", error.message, error.code == .notMigrated ? "presswork migrate" : nil)
        } catch {
            return .bad("postgres", "\(error)", "start Postgres, or correct PRESSWORK_DATABASE_URL")
        }
    }

    private static func fleet(_ platform: Platform) async -> Finding {
        do {
            _ = try await platform.jobs.now()
            return .good("postgres, fleet", "the fleet's role can connect")
        } catch {
            return .bad("postgres, fleet", "\(error)", "correct PRESSWORK_FLEET_DATABASE_URL")
        }
    }

    private static func redis(_ platform: Platform) async -> Finding {
        do {
            try await platform.redis.ping()
            return .good("redis", "answers")
        } catch {
            return .bad("redis", "\(error)", "start Redis, or correct PRESSWORK_REDIS_URL")
        }
    }

    /// The programs that the local mode starts.
    private func localPrograms() -> [Finding] {
        [Self.installed("redis-server", "redis-server", at: Self.onPath("redis-server")), Self.postgres()]
    }

    /// Debian keeps the server off PATH, a folder for each version.
    private static func postgres() -> Finding {
        let root = "/usr/lib/postgresql"
        guard FileManager.default.fileExists(atPath: root) else { return installed("postgres", "postgresql", at: nil) }
        do {
            let programs = try FileManager.default.contentsOfDirectory(atPath: root)
                .map { "\(root)/\($0)/bin/postgres" }.filter { FileManager.default.isExecutableFile(atPath: $0) }
            return installed("postgres", "postgresql", at: programs.max())
        } catch {
            return .bad("postgres", "\(root) cannot be looked at: \(error)")
        }
    }

    private static func installed(_ name: String, _ package: String, at path: String?) -> Finding {
        path.map { .good(name, $0) } ?? .bad(name, "is not installed", "apt-get install \(package)")
    }

    private static func onPath(_ program: String) -> String? {
        ["/usr/local/bin", "/usr/bin", "/bin", "/usr/local/sbin", "/usr/sbin"].map { "\($0)/\(program)" }
            .first { FileManager.default.isExecutableFile(atPath: $0) }
    }
}
