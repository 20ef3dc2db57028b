package import Foundation

extension CronExpression {
    /// The times after `start` up to and with `end`, at most `limit`, oldest first.
    package func times(after start: Date, through end: Date, in zone: TimeZone, atMost limit: Int) -> [Date] {
        var times: [Date] = []
        var last = start
        while times.count < limit, let time = next(after: last, in: zone), time <= end {
            times.append(time)
            last = time
        }
        return times
    }

    /// The newest `count` times after `start` up to and with `end`, oldest first.
    ///
    /// Looks back over longer and longer spans: what is asked for is found without counting a long past second by second.
    package func newest(_ count: Int, after start: Date, through end: Date, in zone: TimeZone) -> [Date] {
        guard count > 0, start < end else { return [] }
        var span: TimeInterval = 60
        while true {
            let from = max(start, end.addingTimeInterval(-span))
            let found = times(after: from, through: end, in: zone, atMost: .max)
            if found.count >= count || from == start { return found.suffix(count) }
            span *= 4
        }
    }
}
