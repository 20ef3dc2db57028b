import Markup

/// Dates as the web writes them, read without a locale or a clock.
package enum WebDate {
    /// The day that a text names, `YYYY-MM-DD`, as written and not shifted to another zone; nil where it names none, or
    /// one before 1990 or after 2100.
    package static func day(in text: String) -> String? {
        guard let parts = DateParts(text) else { return nil }
        return day(year: parts.year, month: parts.month, day: parts.day)
    }

    /// Whether a text names a day in full and says little else: a year, a price and a telephone number are no dates.
    static func namesWholeDay(_ text: String) -> Bool {
        guard text.utf8.holdsFourDigits else { return false }
        let tokens = DateToken.tokens(of: text.prefix(120))
        var numbers = 0
        var words = 0
        var hasMonth = false
        var hasYear = false
        for token in tokens {
            switch token {
            case .number(let value, let digits):
                numbers += 1
                if digits == 4, (1990...2100).contains(value) { hasYear = true }
            case .word(let word):
                words += 1
                if MonthNames.month(of: word) != nil { hasMonth = true }
            case .mark: break
            }
        }
        return hasYear && words <= 9 && (hasMonth ? numbers >= 2 : numbers >= 3 && words <= 4)
    }

    /// The instant that a text names, in ISO 8601 and UTC: `2024-05-17T08:30:00Z`. A date without time is its midnight.
    package static func instant(in text: String) -> String? {
        guard let parts = DateParts(text), day(year: parts.year, month: parts.month, day: parts.day) != nil else {
            return nil
        }
        return iso(seconds: parts.seconds)
    }

    static func day(year: Int?, month: Int?, day: Int?) -> String? {
        guard let year, let month, let day, (1990...2100).contains(year), (1...12).contains(month),
            (1...daysIn(month: month, year: year)).contains(day)
        else { return nil }
        return "\(year)-\(two(month))-\(two(day))"
    }

    static func iso(seconds: Int) -> String {
        let moment = parts(seconds: seconds)
        guard (0...9999).contains(moment.year) else {
            return "\(moment.year)-\(two(moment.month))-\(two(moment.day))"
                + "T\(two(moment.hour)):\(two(moment.minute)):\(two(moment.second))Z"
        }
        // A feed has thousands of them.
        var text: [UInt8] = []
        text.reserveCapacity(20)
        func add(_ number: Int, before mark: Unicode.Scalar?) {
            text.append(0x30 + UInt8(number / 10))
            text.append(0x30 + UInt8(number % 10))
            if let mark { text.append(UInt8(ascii: mark)) }
        }
        add(moment.year / 100, before: nil)
        add(moment.year % 100, before: "-")
        add(moment.month, before: "-")
        add(moment.day, before: "T")
        add(moment.hour, before: ":")
        add(moment.minute, before: ":")
        add(moment.second, before: "Z")
        return String(decoding: text, as: UTF8.self)
    }

    /// What a clock and a calendar show in UTC.
    static func parts(
        seconds: Int
    ) -> (year: Int, month: Int, day: Int, hour: Int, minute: Int, second: Int) {
        let days = seconds.floorDivided(by: 86_400)
        let rest = seconds - days * 86_400
        let (year, month, day) = civil(days: days)
        return (year, month, day, rest / 3600, rest / 60 % 60, rest % 60)
    }

    /// Days from 1970-01-01 of the Gregorian calendar.
    static func days(year: Int, month: Int, day: Int) -> Int {
        let shifted = month <= 2 ? year - 1 : year
        let era = shifted.floorDivided(by: 400)
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    private static func civil(days: Int) -> (year: Int, month: Int, day: Int) {
        let shifted = days + 719_468
        let era = shifted.floorDivided(by: 146_097)
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let index = (5 * dayOfYear + 2) / 153
        let month = index < 10 ? index + 3 : index - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * index + 2) / 5 + 1)
    }

    static func daysIn(month: Int, year: Int) -> Int {
        switch month {
        case 4, 6, 9, 11: 30
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        default: 31
        }
    }

    private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }
}

extension String.UTF8View {
    /// Whether four digits follow each other, as those of a year do.
    fileprivate var holdsFourDigits: Bool {
        var digits = 0
        for byte in self {
            digits = byte >= 0x30 && byte <= 0x39 ? digits + 1 : 0
            if digits == 4 { return true }
        }
        return false
    }
}

extension Int {
    fileprivate func floorDivided(by divisor: Int) -> Int {
        self >= 0 ? self / divisor : -((-self + divisor - 1) / divisor)
    }
}
