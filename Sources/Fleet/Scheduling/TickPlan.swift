import Foundation
import Pipelines

/// Which fire times of a schedule are due, by its catch-up policy.
struct TickPlan: Sendable, Hashable {
    /// A fire time, and whether it comes late enough to be called catch-up.
    struct Tick: Sendable, Hashable {
        var moment: Date
        var origin: RunOrigin
    }

    /// In order.
    var ticks: [Tick] = []
    /// Every fire time up to here is decided by this plan.
    var decidedUntil: Date

    /// A tick fires on time within so many seconds; scheduler and server need not be faster.
    static let grace: TimeInterval = 60
    /// The most recent times that one plan looks at; the next plan goes on behind them.
    private static let recentLimit = 10_000

    /// - Parameter schedule: whose jitter it is.
    /// - Throws: ``CronError`` or ``StageError`` when the schedule cannot be understood.
    init(_ spec: ScheduleSpec, of schedule: ScheduleID, decidedUntil: Date, now: Date) throws {
        guard let zone = TimeZone(identifier: spec.timezone) else {
            throw StageError(
                code: "schedule.timezone", message: "there is no time zone \(spec.timezone)", disposition: .discard)
        }
        let due = Self.due(try CronExpression(spec.cron), spec, schedule, after: decidedUntil, now: now, zone)
        self.decidedUntil = due.last?.moment ?? decidedUntil
        let punctual = due.filter { $0.origin == .schedule }
        let missed = due.filter { $0.origin == .catchup }
        switch spec.catchup {
        case .skip: ticks = punctual
        // A time that is kept makes the run that the missed ones would have.
        case .latest: ticks = punctual.isEmpty ? missed.suffix(1) : punctual
        case .all:
            let caughtUp = missed.suffix(spec.catchupMost ?? ScheduleSpec.mostCaughtUp).filter { tick in
                spec.catchupWindow.map { now.timeIntervalSince(tick.moment) <= TimeInterval($0) } ?? true
            }
            ticks = caughtUp + punctual
        }
    }

    /// The times whose turn has come: of those long past only as many as the policy could keep.
    ///
    /// A time waits for its jitter, and those after it wait with it: what is decided is decided in order.
    private static func due(
        _ cron: CronExpression, _ spec: ScheduleSpec, _ schedule: ScheduleID, after start: Date, now: Date,
        _ zone: TimeZone
    ) -> [Tick] {
        let kept = spec.catchup == .all ? spec.catchupMost ?? ScheduleSpec.mostCaughtUp : 1
        // What is older is missed, whatever its jitter was.
        let edge = max(start, now.addingTimeInterval(-grace - TimeInterval(spec.jitter ?? 0)))
        let past = cron.newest(kept, after: start, through: edge, in: zone)
        let recent = cron.times(after: edge, through: now, in: zone, atMost: recentLimit).prefix {
            $0.addingTimeInterval(spec.delay(of: $0, in: schedule)) <= now
        }
        return (past + recent).map { moment in
            let late = now.timeIntervalSince(moment) - spec.delay(of: moment, in: schedule)
            return Tick(moment: moment, origin: late <= grace ? .schedule : .catchup)
        }
    }
}
