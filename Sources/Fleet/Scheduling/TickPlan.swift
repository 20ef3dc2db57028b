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
    /// The most ticks that `all` catches up at once, the newest ones.
    static let mostCaughtUp = 100
    /// The most fire times looked at for one plan.
    private static let horizon = 10_000

    /// - Throws: ``CronError`` or ``StageError`` when the schedule cannot be understood.
    init(_ spec: ScheduleSpec, decidedUntil: Date, now: Date) throws {
        guard let zone = TimeZone(identifier: spec.timezone) else {
            throw StageError(
                code: "schedule.timezone", message: "there is no time zone \(spec.timezone)", disposition: .discard)
        }
        let cron = try CronExpression(spec.cron)
        var moments: [Date] = []
        var last = decidedUntil
        for _ in 0..<Self.horizon {
            guard let next = cron.next(after: last, in: zone), next <= now else { break }
            moments.append(next)
            last = next
        }
        self.decidedUntil = last
        let kept: ArraySlice<Date> =
            switch spec.catchup {
            case .skip: moments.suffix(1).filter { now.timeIntervalSince($0) <= Self.grace }[...]
            case .latest: moments.suffix(1)
            case .all: moments.suffix(Self.mostCaughtUp)
            }
        ticks = kept.map { moment in
            Tick(moment: moment, origin: now.timeIntervalSince(moment) <= Self.grace ? .schedule : .catchup)
        }
    }
}
