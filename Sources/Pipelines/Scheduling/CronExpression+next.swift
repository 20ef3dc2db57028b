package import Foundation

extension CronExpression {
    /// The first time after `date` at which the expression fires in `zone`; `nil` when none comes within 41 years.
    ///
    /// Changes of the clock follow Debian's cron(8): a wildcard schedule (minutes or hours begin with `*`) follows
    /// real time, so it fires in both passes of a repeated hour and not in a skipped one; a schedule with fixed times
    /// fires once in a repeated hour, and right after the gap when its time was skipped.
    package func next(after date: Date, in zone: TimeZone) -> Date? {
        let instant = Int(date.timeIntervalSince1970.rounded(.down))
        let offsets = ZoneOffsets(zone)
        let found = isWildcard ? nextByClock(after: instant, offsets) : nextFixed(after: instant, offsets)
        return found.map { Date(timeIntervalSince1970: TimeInterval($0)) }
    }

    /// The next `count` times after `date`, at most 10,000.
    package func times(after date: Date, in zone: TimeZone, count: Int) -> [Date] {
        var times: [Date] = []
        var last = date
        while times.count < min(count, 10_000), let time = next(after: last, in: zone) {
            times.append(time)
            last = time
        }
        return times
    }

    /// Real time: within each stretch of one offset, wall time and real time run alike.
    private func nextByClock(after instant: Int, _ offsets: ZoneOffsets) -> Int? {
        var from = instant
        var offset = offsets.offset(at: instant)
        for _ in 0..<1_000 {
            guard let wall = nextWallTime(after: from + offset) else { return nil }
            let guess = wall - offset
            // A clock that goes back later than this shows no time again that has matched before.
            let horizon = min(guess, from + 2 * CivilTime.secondsPerDay)
            if let change = offsets.change(from: offset, after: from, upTo: horizon) {
                from = change - 1
                offset = offsets.offset(at: change)
                continue
            }
            guard horizon < guess else { return guess }
            from = guess - CivilTime.secondsPerDay * 3 / 2
            offset = offsets.offset(at: from)
        }
        return nil
    }

    /// Wall time: each matching wall time is one instant, the earlier one where it comes twice.
    private func nextFixed(after instant: Int, _ offsets: ZoneOffsets) -> Int? {
        var wall = instant + offsets.offset(at: instant)
        while let next = nextWallTime(after: wall) {
            let found = offsets.instant(ofWall: next)
            if found > instant { return found }
            wall = next
        }
        return nil
    }
}
