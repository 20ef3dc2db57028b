package import Foundation

extension ScheduleSpec {
    /// By how many seconds the time `moment` of a schedule fires later: from 0 up to ``jitter``, to the millisecond.
    ///
    /// It follows from the schedule and the time alone, so that every scheduler, and the same one after a restart,
    /// waits for the same instant.
    package func delay(of moment: Date, in schedule: ScheduleID) -> TimeInterval {
        guard let jitter, jitter > 0 else { return 0 }
        let name = "\(schedule) \(Int64((moment.timeIntervalSince1970 * 1_000).rounded()))"
        let number = Digest(of: name).bytes.prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        return TimeInterval(number % (UInt64(jitter) * 1_000)) / 1_000
    }
}
