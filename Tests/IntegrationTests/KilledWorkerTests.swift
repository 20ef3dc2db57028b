import Catalog
import EventLoops
import Foundation
import Pipelines
import Postgres
import PressworkRuntime
import Testing

/// `kill -9` of real worker processes, at chosen moments of every stage, and each time another one goes on.
@Suite(.serialized) struct KilledWorkerTests {
    /// When in its job a worker is killed. The moment lasts until the test lets go, so it is never missed.
    private enum Moment {
        /// At work, at a place that chance chooses: its settlement could not be committed.
        case anywhere
        /// Its next write into this table waits.
        case writing(String)
        /// All its work is done, and its settlement waits.
        static let settling = Moment.writing("memo")

        /// The settle statement writes into the memo's table.
        var table: String { if case .writing(let table) = self { table } else { "memo" } }
    }

    /// A confirmed delivery marks its product: that a letter is written and its confirmation is not, is a moment too.
    private static let moments: KeyValuePairs<Stage, [Moment]> = [
        .expand: [.writing("chunk")], .scrape: [.anywhere], .generate: [.anywhere, .settling], .cover: [.anywhere],
        .assemble: [.settling], .distribute: [.writing("product"), .settling],
    ]

    @Test(.timeLimit(.minutes(10))) func aWorkerKilledInEachStageLosesNothingAndDoublesNothing() async throws {
        try await Workshop.open { workshop in
            try await workshop.servers { platform in
                let scene = Scene(
                    workshop: workshop, settings: platform.settings,
                    witness: try await Witness.open(platform.settings, on: platform.loop), loop: platform.loop)
                let run = try await workshop.enqueue(try workshop.bundle("demo"), on: platform)
                try await scene.play(Self.moments, run)
                let detail = try #require(try await platform.runs.show(run))
                #expect(detail.summary.state == .completed && detail.failures.isEmpty)
                let products = try await platform.products.list(pipeline: "demo", for: platform.tenant)
                #expect(products.map(\.newestVersion) == [1, 1])
                try await scene.look()
                await scene.witness.close()
            }
        }
    }

    private struct Scene {
        let workshop: Workshop
        let settings: Settings
        let witness: Witness
        let loop: EventLoop

        func play(_ moments: KeyValuePairs<Stage, [Moment]>, _ run: RunID) async throws {
            var leader: FleetProcess?
            for (stage, moments) in moments {
                // The channels begin nothing in the last five seconds of a lease.
                let lease: Duration = stage == .distribute ? .seconds(10) : .seconds(4)
                if leader == nil || stage == .distribute {
                    try await leader?.stop()
                    leader = try await start("presswork-scheduler", lease: lease)
                }
                for moment in moments { try await kill(stage, at: moment, lease) }
                let last = try await start("presswork-worker", stage, lease: lease)
                try await witness.until(
                    "\(stage) is completed; \(last.lastWords)",
                    "SELECT count(*) FROM presswork.job WHERE stage = \(stage.rawValue) AND state = 'completed'")
                try await last.stop()
                let crashes = try await witness.number(
                    "SELECT crashes FROM presswork.job WHERE stage = \(stage.rawValue)")
                #expect(crashes == moments.count, "\(stage)")
            }
            try await leader?.stop()
        }

        private func kill(_ stage: Stage, at moment: Moment, _ lease: Duration) async throws {
            try await witness.until(
                "\(stage) waits for a worker",
                "SELECT count(*) FROM presswork.job WHERE stage = \(stage.rawValue) AND state = 'available'")
            try await witness.holding(moment.table) {
                let worker = try await start("presswork-worker", stage, lease: lease)
                try await witness.until(
                    "\(stage) runs; \(worker.lastWords)",
                    "SELECT count(*) FROM presswork.job WHERE stage = \(stage.rawValue) AND state = 'running'")
                if case .writing(let table) = moment {
                    try await witness.until(
                        "\(stage) writes into \(table); \(worker.lastWords)",
                        """
                        SELECT count(*) FROM pg_stat_activity
                        WHERE application_name = 'presswork-worker' AND wait_event_type = 'Lock'
                        """)
                }
                try await worker.kill()
                try await witness.breakOffWaiting(of: "presswork-worker")
            }
            // What was armed may be looked up after a minute and a half. It is not the waiting that is tried here.
            _ = try await witness.texts(
                """
                UPDATE presswork.delivery SET armed_at = armed_at - interval '5 minutes' WHERE state = 'armed'
                RETURNING state::text
                """)
        }

        private func start(_ program: String, _ stage: Stage? = nil, lease: Duration) async throws -> FleetProcess {
            try await FleetProcess.start(
                program, stage.map { ["--stages", $0.rawValue] } ?? [], in: workshop.folder, settings: settings,
                lease: lease, on: loop)
        }

        /// What stands outside, counted by nobody of the fleet.
        func look() async throws {
            #expect(workshop.letters.count == 3)
            #expect(workshop.shopRequests.filter { $0 == "POST /v2/products" }.count == 1)
            let deliveries = try await witness.texts("SELECT state::text FROM presswork.delivery")
            #expect(deliveries == Array(repeating: "confirmed", count: 4))
            let errors = try await witness.number("SELECT coalesce(max(errors), 0)::bigint FROM presswork.job")
            #expect(errors == 0)
        }
    }
}
