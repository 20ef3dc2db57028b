import HTTPTypes
import Hummingbird
import Logging
import Pipelines
import Testing
import Transfers

@testable import ControlAPI

@Suite struct HTTPServerTests {
    @Test(arguments: [
        ("0.0.0.0:8080", ListenAddress(host: "0.0.0.0", port: 8080)),
        (":9464", ListenAddress(host: "0.0.0.0", port: 9464)),
        ("[::1]:1", ListenAddress(host: "::1", port: 1)), ("localhost:0", ListenAddress(host: "localhost", port: 0)),
        ("8080", nil), ("::1:80", nil), ("host:65536", nil), ("host:-1", nil), ("host:", nil),
    ])
    func addressesAreRead(text: String, address: ListenAddress?) {
        #expect(ListenAddress(parsing: text) == address)
    }

    @Test func answersCarryTheHeadersThatProtect() async throws {
        try await HTTPServer.serving("test", [Probes { "" }.routes], logger: silent) { base in
            let answer = try await get(base + "/healthz")
            #expect(answer.headers["X-Content-Type-Options"] == "nosniff")
            #expect(answer.headers["Referrer-Policy"] == "no-referrer")
            #expect(answer.headers["Cache-Control"] == "no-store")
            #expect(answer.headers["Content-Security-Policy"]?.contains("default-src 'none'") == true)
            #expect(answer.headers["Server"] == nil)
        }
    }

    @Test func whatIsNotThereIsAProblem() async throws {
        try await HTTPServer.serving("test", [Probes { "" }.routes], logger: silent) { base in
            for (method, path) in [(HTTPMethod.get, "/nowhere"), (.post, "/healthz")] {
                let answer = try await ask(method, base + path)
                #expect(answer.status == 404)
                #expect(answer.headers["Content-Type"] == "application/problem+json")
                #expect(try answer.json["title"] == .string("Not Found"))
                #expect(try answer.json["status"] == .integer(404))
            }
        }
    }

    @Test func aRequestThatTakesTooLongIsAnswered() async throws {
        let slow = Routes { router in
            router.get("/slow") { _, _ in
                try await Task.sleep(for: .seconds(600))
                return Response(status: .ok)
            }
        }
        let limits = HTTPServerLimits(requestTime: .milliseconds(50))
        try await HTTPServer.serving("test", [slow], limits: limits, logger: silent) { base in
            let answer = try await get(base + "/slow")
            #expect(answer.status == 503)
            #expect(try answer.json["code"] == .string("too_slow"))
        }
    }

    @Test func aFailureTellsNothingOfItself() async throws {
        struct Leak: Error {}
        let broken = Routes { router in router.get("/broken") { _, _ -> Response in throw Leak() } }
        let log = LogBook()
        try await HTTPServer.serving("test", [broken], logger: log.logger) { base in
            let answer = try await get(base + "/broken")
            #expect(answer.status == 500)
            #expect(!answer.text.contains("Leak"))
        }
        #expect(log.text.contains("Leak"))
    }

    @Test func aTakenPortIsSaidPlainly() async throws {
        let first = HTTPServer("first", on: .loopback(), routes: [], logger: silent)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await first.run() }
            let port = try await first.port()
            let second = HTTPServer("second", on: .loopback(port: port), routes: [], logger: silent)
            let failure = await #expect(throws: HTTPServerError.self) { try await second.run() }
            #expect(failure?.code == .addressInUse)
            #expect(failure?.message.contains("127.0.0.1:\(port)") == true)
            await #expect(throws: HTTPServerError.self) { try await second.port() }
            group.cancelAll()
        }
    }

    @Test func aWaiterForThePortCanBeCancelled() async throws {
        let server = HTTPServer("never", on: .loopback(), routes: [], logger: silent)
        let waiter = Task { try await server.port() }
        waiter.cancel()
        await #expect(throws: CancellationError.self) { try await waiter.value }
    }
}
