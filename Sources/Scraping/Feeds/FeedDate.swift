/// Dates in feeds.
package struct FeedDate: Hashable, Sendable {
    /// Seconds from 1970-01-01T00:00:00Z.
    let seconds: Int

    /// Nil for what is no date.
    init?(_ text: String) {
        if let seconds = Self.rfc3339(text) ?? Self.rfc822(text) {
            self.seconds = seconds
        } else if let parts = DateParts(text), (1...9999).contains(parts.year) {
            seconds = parts.seconds
        } else {
            return nil
        }
    }

    /// In ISO 8601 and UTC.
    var iso: String { WebDate.iso(seconds: seconds) }

    /// As feedparser gives it: year, month, day, hour, minute, second in UTC, day of the week (Monday is 0) and of the
    /// year, and 0.
    var numbers: [9 of Int] {
        let moment = WebDate.parts(seconds: seconds)
        let days = WebDate.days(year: moment.year, month: moment.month, day: moment.day)
        let ofYear = days - WebDate.days(year: moment.year, month: 1, day: 1) + 1
        let weekday = ((days + 3) % 7 + 7) % 7
        return [
            moment.year, moment.month, moment.day, moment.hour, moment.minute, moment.second, weekday, ofYear, 0,
        ]
    }

    /// `2024-05-17T08:30:15.5+02:00`, as nearly every Atom feed writes it.
    private static func rfc3339(_ text: String) -> Int? {
        var digits = Digits(text)
        guard let year = digits.number(4), digits.take("-"), let month = digits.number(2), digits.take("-"),
            let day = digits.number(2), digits.take("T"), let hour = digits.number(2), digits.take(":"),
            let minute = digits.number(2)
        else { return nil }
        var second = 0
        if digits.take(":") {
            guard let value = digits.number(2) else { return nil }
            second = value
            if digits.take(".") { digits.skipDigits() }
        }
        guard let zone = digits.zone() else { return nil }
        return seconds(year, month, day, hour, minute, second, zone)
    }

    /// `Fri, 17 May 2024 08:30:15 GMT`, as nearly every RSS feed writes it.
    private static func rfc822(_ text: String) -> Int? {
        var digits = Digits(text)
        digits.skipWeekday()
        guard let day = digits.number(1...2), digits.take(" "), let month = digits.month(), digits.take(" "),
            let year = digits.number(4), digits.take(" "), let hour = digits.number(2), digits.take(":"),
            let minute = digits.number(2), digits.take(":"), let second = digits.number(2), digits.take(" "),
            let zone = digits.zone()
        else { return nil }
        return seconds(year, month, day, hour, minute, second, zone)
    }

    private static func seconds(
        _ year: Int, _ month: Int, _ day: Int, _ hour: Int, _ minute: Int, _ second: Int, _ zone: Int
    ) -> Int? {
        guard (1...12).contains(month), (1...WebDate.daysIn(month: month, year: year)).contains(day), hour < 24,
            minute < 60, second < 61
        else { return nil }
        return WebDate.days(year: year, month: month, day: day) * 86_400 + hour * 3600 + minute * 60 + second - zone
    }

    /// A date's bytes, read from the left.
    private struct Digits {
        private var rest: ArraySlice<UInt8>

        init(_ text: String) { rest = Array(text.utf8.prefix(64))[...] }

        mutating func take(_ character: Unicode.Scalar) -> Bool {
            guard rest.first == UInt8(ascii: character) else { return false }
            rest.removeFirst()
            return true
        }

        mutating func number(_ count: Int) -> Int? { number(count...count) }

        mutating func number(_ counts: ClosedRange<Int>) -> Int? {
            let digits = rest.prefix(counts.upperBound).prefix { $0 >= 0x30 && $0 <= 0x39 }
            guard counts.contains(digits.count) else { return nil }
            rest = rest.dropFirst(digits.count)
            return digits.reduce(0) { $0 * 10 + Int($1) - 48 }
        }

        mutating func skipDigits() { rest = rest.drop { $0 >= 0x30 && $0 <= 0x39 } }

        mutating func skipWeekday() {
            if rest.count > 4, rest[rest.startIndex + 3] == UInt8(ascii: ",") {
                rest = rest.dropFirst(4).drop { $0 == 0x20 }
            }
        }

        mutating func month() -> Int? {
            guard rest.count >= 3 else { return nil }
            let name = rest.prefix(3).reduce(0) { $0 << 8 | UInt32($1 | 0x20) }
            guard let index = Self.months.firstIndex(of: name) else { return nil }
            rest = rest.dropFirst(3)
            return index + 1
        }

        /// The first three letters of each month's name as one number.
        private static let months = [
            "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
        ].map { name in name.utf8.reduce(0) { $0 << 8 | UInt32($1) } }

        /// What says that a time is in UTC, as one number each.
        private static let universal = ["Z", "GMT", "UTC"].map { name in name.utf8.reduce(0) { $0 << 8 | UInt32($1) } }

        /// Seconds east of Greenwich; nil unless the text ends with it.
        mutating func zone() -> Int? {
            let name = rest.count <= 3 ? rest.reduce(0) { $0 << 8 | UInt32($1) } : 0
            if Self.universal.contains(name) { return 0 }
            let sign: Int
            if take("+") { sign = 1 } else if take("-") { sign = -1 } else { return nil }
            guard let hours = number(2) else { return nil }
            _ = take(":")
            guard let minutes = number(2), rest.isEmpty else { return nil }
            return sign * (hours * 3600 + minutes * 60)
        }
    }
}
