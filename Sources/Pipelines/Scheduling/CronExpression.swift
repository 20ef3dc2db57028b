/// A cron expression: five fields (minute, hour, day of month, month, day of week), six with seconds in front, or a
/// nickname such as `@hourly` (crontab(5) of Debian). Names, ranges, steps and lists are understood.
///
/// As in cron, a day matches when both day fields match if one of them begins with `*`, and when either does if
/// neither begins with it.
package struct CronExpression: Sendable, Hashable, CustomStringConvertible {
    let seconds: CronField
    let minutes: CronField
    let hours: CronField
    let daysOfMonth: CronField
    let months: CronField
    let daysOfWeek: CronField
    /// Whether minutes or hours begin with `*`: such schedules keep their real interval over changes of the clock.
    package let isWildcard: Bool
    /// The expression as it was written.
    package let description: String

    private static let nicknames = [
        "@yearly": "0 0 1 1 *", "@annually": "0 0 1 1 *", "@monthly": "0 0 1 * *", "@weekly": "0 0 * * 0",
        "@daily": "0 0 * * *", "@midnight": "0 0 * * *", "@hourly": "0 * * * *",
    ]

    /// Reads an expression.
    ///
    /// - Throws: ``CronError`` that names the field; also for a date that never comes, such as 30 February.
    package init(_ text: String) throws(CronError) {
        let written = text.split { $0 == " " || $0 == "\t" }.joined(separator: " ")
        guard text.utf8.count <= 512 else {
            throw CronError(code: .fieldCount, message: "A cron expression has at most 512 characters.")
        }
        description = written
        if written.hasPrefix("@"), Self.nicknames[written.lowercased()] == nil {
            let known = Self.nicknames.keys.sorted().joined(separator: ", ")
            throw CronError(code: .unknownNickname, message: "`\(written)` is not one of \(known).")
        }
        var fields = (Self.nicknames[written.lowercased()] ?? written).split(separator: " ")
        guard fields.count == 5 || fields.count == 6 else {
            throw CronError(
                code: .fieldCount,
                message: "A cron expression has 5 fields (minute hour day month weekday), or 6 with seconds first; "
                    + "this one has \(fields.count).")
        }
        seconds = fields.count == 6 ? try CronField(fields.removeFirst(), .second) : CronField(only: 0)
        minutes = try CronField(fields[0], .minute)
        hours = try CronField(fields[1], .hour)
        daysOfMonth = try CronField(fields[2], .dayOfMonth)
        months = try CronField(fields[3], .month)
        daysOfWeek = try CronField(fields[4], .dayOfWeek)
        isWildcard = minutes.isWildcard || hours.isWildcard
        guard nextWallTime(after: 0) != nil else {
            throw CronError(code: .never, message: "`\(written)` names a day that never comes.")
        }
    }

    /// Whether the day is one of the expression's.
    private func matches(year: Int, month: Int, day: Int, days: Int) -> Bool {
        guard months.contains(month) else { return false }
        let byMonth = daysOfMonth.contains(day)
        let byWeek = daysOfWeek.contains(CivilTime.weekday(days: days))
        return daysOfMonth.isWildcard || daysOfWeek.isWildcard ? byMonth && byWeek : byMonth || byWeek
    }

    /// The first matching wall time after `wall` (seconds since 1970 of the wall clock); `nil` within 41 years, which
    /// covers every 29 February on a given weekday.
    func nextWallTime(after wall: Int) -> Int? {
        var (days, second) = CivilTime.split(wall + 1)
        let last = days + 41 * 366
        while days <= last {
            let (year, month, day) = CivilTime.date(days: days)
            if !months.contains(month) {
                days += CivilTime.daysInMonth(month, year: year) - day + 1
                second = 0
                continue
            }
            if matches(year: year, month: month, day: day, days: days), let found = nextSecond(from: second) {
                return days * CivilTime.secondsPerDay + found
            }
            days += 1
            second = 0
        }
        return nil
    }

    /// The first matching second of a day, from `second` on.
    private func nextSecond(from second: Int) -> Int? {
        var hour = second / 3_600
        var minute = second / 60 % 60
        var start = second % 60
        while let nextHour = hours.next(from: hour) {
            if nextHour > hour { (minute, start) = (0, 0) }
            while let nextMinute = minutes.next(from: minute) {
                if nextMinute > minute { start = 0 }
                if let found = seconds.next(from: start) { return nextHour * 3_600 + nextMinute * 60 + found }
                (minute, start) = (nextMinute + 1, 0)
            }
            (hour, minute, start) = (nextHour + 1, 0, 0)
        }
        return nil
    }
}
