import ArgumentParser
import Catalog
import Foundation
import Pipelines
import PressworkRuntime

/// `presswork schedules list`.
struct SchedulesListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Pipelines that run by themselves, and when they do next.")

    @OptionGroup var database: DatabaseOptions

    /// A pipeline with a `make`.
    struct Answer: Encodable, Sendable {
        var pipeline: String
        var cron: String
        var timezone: String
        var catchup: ScheduleSpec.Catchup
        var next: Date?
    }

    func run() async throws {
        let now = Date()
        let schedules = try await database.with { platform in
            try await platform.pipelines.list(for: platform.tenant).compactMap { applied in
                try applied.pipeline.schedule.map { try Self.answer(applied.pipeline.name, $0, now) }
            }
        }
        try database.show(schedules, empty: "No pipeline runs by itself: none has a `make`.") { Self.table($0) }
    }

    static func answer(_ pipeline: String, _ schedule: ScheduleSpec, _ now: Date) throws -> Answer {
        guard let zone = TimeZone(identifier: schedule.timezone) else {
            throw RuntimeError(.refused, "\(pipeline): \(schedule.timezone) is not a time zone here.")
        }
        return Answer(
            pipeline: pipeline, cron: schedule.cron, timezone: schedule.timezone, catchup: schedule.catchup,
            next: try CronExpression(schedule.cron).times(after: now, in: zone, count: 1).first)
    }

    static func table(_ schedules: [Answer]) -> Table {
        var table = Table(["pipeline", "cron", "time zone", "catch-up", "next (here)"])
        for schedule in schedules {
            table.add([
                Cell(schedule.pipeline, .bold), Cell(schedule.cron), Cell(schedule.timezone),
                Cell(schedule.catchup.rawValue), .optional(schedule.next.map { Moments.text($0) }),
            ])
        }
        return table
    }
}
