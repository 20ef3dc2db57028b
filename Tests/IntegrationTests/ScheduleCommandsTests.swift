import Catalog
import Foundation
import Pipelines
import PressworkRuntime
import Testing

/// What `schedules` and `backfill` do, on real servers without a fleet.
@Suite struct ScheduleCommandsTests {
    private static func make(_ cron: String) -> [String: (String) -> String] {
        ["pipeline.yaml": { $0.replacing("budget:", with: "make: { cron: \"\(cron)\" }\nbudget:") }]
    }

    private static func apply(
        _ workshop: Workshop, _ cron: String, _ operations: Operations
    ) async throws -> AppliedPipeline {
        let bundle = try workshop.bundle("demo", edit: make(cron))
        return try await operations.apply(
            bundle, try BundleLoader.validate(bundle).get(),
            channels: try ChannelsFile.parse(bundle.files["channels.yaml"] ?? [], files: bundle.files).get(),
            prune: false, by: "ana")
    }

    private static func secrets() -> [String: String] {
        [
            "PRESSWORK_SMTP_URL": "smtp://127.0.0.1:9", "GUMROAD_TOKEN": "t",
            "PRESSWORK_PUBLIC_URL": "https://l.example",
            "PRESSWORK_PROVIDER": "extractive",
        ]
    }

    @Test func aScheduleIsLiveOnlyWithEverySecretAndStaysSo() async throws {
        try await Workshop.open { workshop in
            let folder = LocalFolder(workshop.folder.appending(path: "local").path)
            try await LocalFleet.withServers(folder: folder, settings: workshop.settings) { platform in
                let operations = Operations(platform)
                _ = try await Self.apply(workshop, "0 6 * * FRI", operations)
                let error = await #expect(throws: RuntimeError.self) {
                    try await operations.makeLive("demo", by: "ana")
                }
                #expect(error?.code == .secretMissing)
                for name in ["PRESSWORK_SMTP_URL", "GUMROAD_TOKEN", "PRESSWORK_PROVIDER", "PRESSWORK_PUBLIC_URL"] {
                    #expect(error?.message.contains(name) == true, "\(name)")
                }
                #expect(try await operations.schedule(of: "demo").mode == .rehearse)
                await #expect(throws: RuntimeError.self) { try await operations.schedule(of: "nothing") }
            }
            var settings = workshop.settings
            settings.secrets = EnvironmentSecrets(environment: Self.secrets())
            settings.publicURL = Self.secrets()["PRESSWORK_PUBLIC_URL"]
            settings.provider = "extractive"
            try await LocalFleet.withServers(folder: folder, settings: settings) { platform in
                let operations = Operations(platform)
                #expect(try await operations.makeLive("demo", by: "ana").mode == .live)
                // Another version keeps it live; triggered, its run is live.
                _ = try await Self.apply(workshop, "0 7 * * FRI", operations)
                let schedule = try await operations.schedule(of: "demo")
                #expect(schedule.mode == .live && schedule.spec.cron == "0 7 * * FRI")
                let run = try await operations.trigger("demo", by: "ana")
                #expect(try await platform.runs.show(run.id)?.summary.mode == .live)
            }
            // Without the secrets nothing is applied under a live schedule, until it rehearses.
            try await LocalFleet.withServers(folder: folder, settings: workshop.settings) { platform in
                let operations = Operations(platform)
                let error = await #expect(throws: RuntimeError.self) {
                    try await Self.apply(workshop, "0 8 * * FRI", operations)
                }
                #expect(error?.message.contains("presswork schedules rehearse demo") == true)
                #expect(try await operations.schedule(of: "demo").spec.cron == "0 7 * * FRI")
                await #expect(throws: RuntimeError.self) { try await operations.trigger("demo", by: "ana") }
                #expect(try await operations.rehearse("demo", by: "ana").mode == .rehearse)
                _ = try await Self.apply(workshop, "0 8 * * FRI", operations)
                #expect(try await operations.schedule(of: "demo").spec.cron == "0 8 * * FRI")
            }
        }
    }

    @Test func aBackfillIsPlannedByThePolicyAndOrderedOnce() async throws {
        try await Workshop.open { workshop in
            let folder = LocalFolder(workshop.folder.appending(path: "local").path)
            try await LocalFleet.withServers(folder: folder, settings: workshop.settings) { platform in
                let operations = Operations(platform)
                let applied = try await Self.apply(workshop, "0 6 * * *", operations)
                let from = Date(timeIntervalSince1970: 1_767_225_600)  // 2026-01-01T00:00:00Z
                func order(_ days: Double, _ change: (inout BackfillOrder) -> Void = { _ in }) -> BackfillOrder {
                    var order = BackfillOrder(
                        from: { _ in from }, to: { _ in from + days * 86_400 }, actor: "ana")
                    change(&order)
                    return order
                }
                let dry = try await operations.plan(order(3), of: applied)
                #expect(dry.made == (0..<3).map { from + Double($0) * 86_400 + 6 * 3_600 })
                #expect(try await platform.runs.runs().isEmpty)
                #expect(try await operations.backfill(order(3), of: applied) != nil)
                // Ordered twice, nothing is made twice, unless all is said.
                #expect(try await operations.backfill(order(3), of: applied) == nil)
                let wider = try await operations.plan(order(4) { $0.newestFirst = true }, of: applied)
                #expect(wider.times.map(\.isOrdered) == [false, true, true, true] && wider.made.count == 1)
                #expect(try await operations.plan(order(3) { $0.reprocess = .all }, of: applied).made.count == 3)
                // A range begins with its first moment and ends before its last.
                let edges = try await operations.plan(order(1) { $0.cron = "0 0 * * *" }, of: applied)
                #expect(edges.times.map(\.at) == [from])
                let live = await #expect(throws: RuntimeError.self) {
                    try await operations.backfill(order(9) { $0.mode = .live }, of: applied)
                }
                #expect(live?.code == .secretMissing)
                for wrong in [order(-1), order(3) { $0.cron = "* * * * * *" }] {
                    await #expect(throws: RuntimeError.self) { try await operations.plan(wrong, of: applied) }
                }
            }
        }
    }
}
