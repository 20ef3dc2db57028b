import EventLoops
import Pipelines
import PressworkTestSupport
import ServiceLifecycle
import Testing

@testable import Catalog
@testable import Fleet

@Suite(.serialized) struct LeaderTests {
    /// A duty that counts who does it.
    private struct Duty: FleetLoop {
        let name: String
        let active: Locked<[String]>

        func run() async throws {
            // On a machine that stalls a leader may lose its half second and win it again.
            active.withLock { if $0.last != name { $0.append(name) } }
            try await Task.sleep(for: .seconds(600))
        }
    }

    private func leader(_ name: String, _ fixture: FleetFixture, _ active: Locked<[String]>) -> Leader {
        Leader(
            "test", store: fixture.pulse, duties: [Duty(name: name, active: active)], logger: fixture.logger,
            term: .milliseconds(500))
    }

    @Test func oneLeadsAndAnotherTakesOverWhenItLeavesOrFallsSilent() async throws {
        let fixture = try await FleetFixture()
        let active = Locked<[String]>([])
        func led(_ count: Int) async throws {
            let deadline = ContinuousClock.now + .patience
            while active.withLock({ $0.count }) < count {
                try #require(.now < deadline)
                try await Task.sleep(for: .milliseconds(10))
            }
        }
        let first = Task { try await leader("first", fixture, active).run() }
        try await led(1)
        let second = Task { try await leader("second", fixture, active).run() }
        first.cancel()
        _ = await first.result
        try await led(2)
        #expect(active.withLock { $0 } == ["first", "second"])
        // Somebody who does not beat holds the office: it is taken over after a term.
        second.cancel()
        _ = await second.result
        _ = try await fixture.store.lead("test", as: .fresh())
        let third = Task { try await leader("third", fixture, active).run() }
        try await led(3)
        third.cancel()
        _ = await third.result
        #expect(active.withLock { $0 } == ["first", "second", "third"])
    }
}
