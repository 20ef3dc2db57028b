import Catalog
import EventLoops
import Logging
import Postgres
import PressworkRuntime
import ServiceLifecycle
import Testing

@Suite struct SchemaGateTests {
    private struct Work: Service {
        let begun: Locked<Int>

        func run() async throws { begun.withLock { $0 += 1 } }
    }

    private let begun = Locked(0)
    private let logger = Logger(label: "gate") { _ in SwiftLogNoOpLogHandler() }

    private func gate(_ check: @escaping @Sendable () async throws -> Void) -> SchemaGate {
        SchemaGate(Work(begun: begun), logger: logger, pause: .milliseconds(1), check: check)
    }

    @Test(arguments: [PostgresError.Code.connectionFailed, .connectionLost, .timedOut, .poolExhausted])
    func anOutageIsWaitedFor(_ code: PostgresError.Code) async throws {
        let asked = Locked(0)
        try await gate {
            let count = asked.withLock { count in
                count += 1
                return count
            }
            if count < 4 { throw PostgresError(code, "away") }
        }.run()
        #expect(asked.withLock { $0 } == 4 && begun.withLock { $0 } == 1)
    }

    @Test func aWrongSchemaAndAServerThatRefusesAreFinal() async {
        let wrong = await #expect(throws: CatalogError.self) {
            try await gate { throw CatalogError(.notMigrated, "run: presswork migrate") }.run()
        }
        #expect(wrong?.code == .notMigrated)
        await #expect(throws: PostgresError.self) {
            try await gate { throw PostgresError(.server, "no", sqlState: "42501") }.run()
        }
        #expect(begun.withLock { $0 } == 0)
    }

    @Test func aShutdownEndsTheWaiting() async throws {
        let (asked, ask) = AsyncStream.makeStream(of: Void.self)
        let gate = gate {
            ask.yield()
            throw PostgresError(.connectionFailed, "away")
        }
        let group = ServiceGroup(services: [gate], logger: logger)
        let running = Task {
            try await group.run()
        }
        for await _ in asked { break }
        await group.triggerGracefulShutdown()
        try await running.value
        #expect(begun.withLock { $0 } == 0)
    }
}
