import Catalog
import EventLoops
import Foundation
import Pipelines
import Postgres
import PressworkRuntime
import Redis
import Testing

/// A real scheduler, and real workers that a supervisor starts again whenever one ends, at work on a drill that does
/// them harm.
struct DrillYard: Sendable {
    let workshop: Workshop
    let platform: Platform
    let witness: Witness
    let loop: EventLoop
    let run: RunID
    /// Never over by itself; where workers are killed, a short one.
    var lease: Duration = .seconds(60)
    /// Of the workers.
    var arguments: [String] = []
    var environment: [String: String] = [:]

    /// Lends a yard with a drill waiting in it.
    static func open(_ order: DrillOrder, _ body: @escaping @Sendable (DrillYard) async throws -> Void) async throws {
        try await Workshop.open { workshop in
            try await workshop.servers { platform in
                let witness = try await Witness.open(platform.settings, on: platform.loop)
                let run = try await Operations(platform).drill(order, expanding: false, by: "test").id
                try await body(
                    DrillYard(workshop: workshop, platform: platform, witness: witness, loop: platform.loop, run: run))
                await witness.close()
            }
        }
    }

    /// Runs workers one after the other until the drill is over. - Returns: how each but the last one ended.
    func supervise() async throws -> [ChildProcess.Exit] {
        let scheduler = try await start("presswork-scheduler", [])
        var exits: [ChildProcess.Exit] = []
        while true {
            let worker = try await startWorker()
            guard let exit = try await worker.exit(unless: { try await detail().summary.state.isTerminal }) else {
                try await worker.stop()
                break
            }
            exits.append(exit)
            try #require(exits.count < 20, "\(exits) \(worker.lastWords)")
            // What was armed may be looked up after a minute. It is not the waiting that is tried here.
            _ = try await witness.texts(
                """
                UPDATE presswork.delivery SET armed_at = armed_at - interval '5 minutes' WHERE state = 'armed'
                RETURNING state::text
                """)
        }
        try await scheduler.stop()
        return exits
    }

    func startWorker() async throws -> FleetProcess {
        let oracle = try #require(platform.settings.redisURL)
        return try await start("presswork-worker", ["--drill", oracle] + arguments)
    }

    func start(_ program: String, _ arguments: [String]) async throws -> FleetProcess {
        try await FleetProcess.start(
            program, arguments, in: workshop.folder, settings: platform.settings, lease: lease,
            environment: environment, on: loop)
    }

    func detail() async throws -> RunDetail { try #require(try await platform.runs.show(run)) }

    /// How often jobs of a stage were done, as the oracle counted.
    func done(_ stage: Stage) async throws -> Int {
        let reply = try await platform.redis.send(RedisCommand("GET", DrillOrder.key(run, stage)))
        return reply == .null ? 0 : Int(try reply.string) ?? -1
    }

    /// How often each item's effect was made.
    func effects(_ items: Range<Int>) async throws -> [Int] {
        var counts: [Int] = []
        for item in items {
            counts.append(try await platform.redis.listLength(DrillOrder.effectKey(run, item: "\(item)")))
        }
        return counts
    }
}
