import ControlAPI
import ServiceLifecycle
import Testing

/// What other targets can see: this file imports as they do.
@Suite struct ServiceTests {
    @Test func serversRunAsServices() {
        let server: any Service = HTTPServer("test", on: .loopback(), routes: [], logger: silent)
        #expect(server is HTTPServer)
    }
}
