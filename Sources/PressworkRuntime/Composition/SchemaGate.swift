package import Logging
import Postgres
package import ServiceLifecycle

/// A service that begins once Postgres answers and its schema is this program's. While Postgres is away it waits and says
/// so: a process that is started during an outage does its work after it, as those that were there before.
package struct SchemaGate: Service {
    private let service: any Service
    private let logger: Logger
    private let pause: Duration
    private let check: @Sendable () async throws -> Void

    /// The longest wait between two attempts, in pauses.
    private static let mostPauses = 5

    /// - Parameters:
    ///   - pause: after the first failure; each further one is followed by a longer one.
    ///   - check: throws a ``PostgresError`` that says `isUnavailable` while nobody can tell; any other error is final.
    package init(
        _ service: any Service, logger: Logger, pause: Duration = .seconds(1),
        check: @escaping @Sendable () async throws -> Void
    ) {
        self.service = service
        self.logger = logger
        self.pause = pause
        self.check = check
    }

    /// Runs the service; without it when a shutdown comes first.
    /// - Throws: what the service throws, or why the schema is refused.
    package func run() async throws {
        do {
            try await cancelWhenGracefulShutdown { try await waitForSchema() }
        } catch {
            if Task.isShuttingDownGracefully { return }
            throw error
        }
        try await service.run()
    }

    private func waitForSchema() async throws {
        var failures = 0
        while true {
            do { return try await check() } catch let error as PostgresError where error.isUnavailable {
                failures += 1
                logger.warning("waiting for Postgres", metadata: ["error": "\(error)", "failures": "\(failures)"])
                try await Task.sleep(for: pause * min(failures, Self.mostPauses))
            }
        }
    }
}
