import Catalog
import Foundation
import Pipelines
import PressworkRuntime

/// A schedule as the commands print it.
struct ScheduleAnswer: Encodable, Sendable {
    var schedule: ScheduleRecord
    /// Its next times, before their jitter; none while it is paused.
    var next: [Date]
    /// Its newest times with their runs, where they were asked for.
    var ticks: [ScheduleRecord.Tick]?

    /// - Parameter count: how many of its next times.
    init(_ schedule: ScheduleRecord, next count: Int = 1, ticks: [ScheduleRecord.Tick]? = nil) throws {
        self.schedule = schedule
        self.ticks = ticks
        next = try schedule.next(count, after: Date())
    }

    /// `0 6 * * FRI (America/Sao_Paulo), up to 5 min 00 s later`.
    var times: String {
        let jitter = schedule.spec.jitter.map { ", up to \(Moments.length(seconds: Double($0))) later" } ?? ""
        return "\(schedule.spec.cron) (\(schedule.spec.timezone))\(jitter)"
    }

    /// `latest`, `all (100 at most)`.
    var catchup: String {
        let spec = schedule.spec
        guard spec.catchup == .all else { return spec.catchup.rawValue }
        let window = spec.catchupWindow.map { ", none older than \(Moments.length(seconds: Double($0)))" } ?? ""
        return "all (\(spec.catchupMost ?? ScheduleSpec.mostCaughtUp) at most\(window))"
    }

    /// When it fires next, here.
    var nextText: String { next.first.map { Moments.text($0) } ?? "when it is resumed" }

    /// Whether it fires, and what its runs are.
    var state: Cell {
        if schedule.pausedAt != nil { return Cell("paused", .yellow) }
        return schedule.refusal == nil ? .mode(schedule.mode) : Cell("refused", .red)
    }
}
