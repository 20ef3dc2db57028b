import EventLoops
import Hummingbird
import ServiceLifecycle
import Testing
import Transfers

@testable import ControlAPI

@Suite struct GracefulShutdownTests {
    /// The request is inside its handler when the shutdown begins; it gets its answer, and then the server ends.
    @Test func whatHasBegunIsAnswered() async throws {
        let (entered, enter) = AsyncStream.makeStream(of: Void.self)
        let (opened, open) = AsyncStream.makeStream(of: Void.self)
        let routes = Routes { router in
            router.get("/wait") { _, _ in
                enter.yield()
                for await _ in opened { break }
                return Response(status: .accepted)
            }
        }
        let server = HTTPServer("test", on: .loopback(), routes: [routes], logger: silent)
        let services = ServiceGroup(services: [server], logger: silent)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await services.run() }
            let base = "http://127.0.0.1:\(try await server.port())"
            group.addTask {
                let answer = try await get(base + "/wait")
                #expect(answer.status == 202)
            }
            for await _ in entered { break }
            await services.triggerGracefulShutdown()
            open.yield()
            try await group.waitForAll()
            await #expect(throws: (any Error).self) { try await get(base + "/wait") }
        }
    }
}
