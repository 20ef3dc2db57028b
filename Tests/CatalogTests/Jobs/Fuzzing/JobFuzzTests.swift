import Postgres
import PressworkTestSupport
import Testing

@testable import Catalog

/// Random sequences of calls on the job statements, on a real database, against a plain model of docs/job-states.md:
/// what may move moves, replays and fenced writes move nothing, and the counters of chunks and runs are exact. `SEED`
/// repeats a sequence, `PRESSWORK_FUZZ_SECONDS` makes the search longer.
@Suite struct JobFuzzTests {
    @Test func statementsDoWhatTheModelDoes() async throws {
        let settings = FuzzSettings.announced("job statements", time: .seconds(3))
        let fixture = try await JobsFixture()
        let owner = try await fixture.superuser()
        let transitions = try JobTransitions.documented()
        try await transitions.install(owner)
        try await fuzz("job statements", settings) {
            JobStep.sequence(&$0)
        } play: { steps in
            try await owner.query(
                """
                TRUNCATE presswork.run, presswork.chunk, presswork.item, presswork.job, presswork.fan,
                    presswork.ready, presswork.waiting, presswork.claim, presswork.worker, presswork.event, presswork.memo CASCADE
                """)
            var play = JobPlay(fixture)
            try await play.play(steps)
        }
        let never = transitions.changes.subtracting(try await JobTransitions.seen(owner))
        print("job statements: \(transitions.changes.count - never.count) of \(transitions.changes.count) changes seen")
        // A search of a minute comes by every change.
        guard settings.time >= .seconds(60) else { return }
        #expect(never.isEmpty, "never seen: \(never)")
    }
}
