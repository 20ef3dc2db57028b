import Markup

/// A date and time taken apart: ISO 8601 and W3C-DTF, RFC 822 and what people make of it, `May 17, 2024`,
/// `17 de maio de 2024`, and slashes where only one reading is possible.
struct DateParts {
    var year: Int
    var month = 1
    var day = 1
    var hour = 0
    var minute = 0
    var second = 0
    /// Seconds east of Greenwich.
    var offset = 0

    /// Seconds from 1970-01-01T00:00:00Z.
    var seconds: Int {
        WebDate.days(year: year, month: month, day: day) * 86_400 + hour * 3600 + minute * 60 + second - offset
    }

    init?(_ text: String) {
        let tokens = DateToken.tokens(of: text.prefix(200))
        guard let date = Self.isoDate(tokens) ?? Self.namedDate(tokens) ?? Self.slashedDate(tokens) else { return nil }
        (year, month, day) = (date.year, date.month, date.day)
        guard (1...12).contains(month), (1...WebDate.daysIn(month: month, year: year)).contains(day) else { return nil }
        readTime(tokens[date.next...])
    }

    private typealias Found = (year: Int, month: Int, day: Int, next: Int)

    /// `2024-05-17`, `2024-05`, `20240517`, `2024`.
    private static func isoDate(_ tokens: [DateToken]) -> Found? {
        guard let first = tokens.first(where: { !$0.isMark }), case .number(let value, let digits) = first else {
            return nil
        }
        let start = tokens.firstIndex(of: first) ?? 0
        if digits == 8 { return (value / 10_000, value / 100 % 100, value % 100, start + 1) }
        guard digits == 4 else { return nil }
        guard let month = number(tokens, start + 2), let mark = mark(tokens, start + 1), "-/.".contains(mark) else {
            return tokens.count == 1 ? (value, 1, 1, start + 1) : nil
        }
        guard let day = number(tokens, start + 4), Self.mark(tokens, start + 3) == mark else {
            return (value, month, 1, start + 3)
        }
        return (value, month, day, start + 5)
    }

    /// A month by name with a day and a year beside it.
    private static func namedDate(_ tokens: [DateToken]) -> Found? {
        for (index, token) in tokens.enumerated() {
            guard case .word(let word) = token, let month = MonthNames.month(of: word) else { continue }
            let before = neighbor(tokens, from: index, step: -1)
            let after = neighbor(tokens, from: index, step: 1)
            if let before, before.digits <= 2, let after, let year = year(after) {
                return (year, month, before.value, after.index + 1)
            }
            if let after, after.digits <= 2, let last = neighbor(tokens, from: after.index, step: 1), last.digits == 4 {
                return (last.value, month, after.value, last.index + 1)
            }
            if let before, before.digits == 4, let after, after.digits <= 2 {
                return (before.value, month, after.value, after.index + 1)
            }
        }
        return nil
    }

    /// `17/05/2024` or `05/17/2024`, if it cannot be both; dots are always day first.
    private static func slashedDate(_ tokens: [DateToken]) -> Found? {
        for index in tokens.indices.dropLast(4) {
            guard let first = number(tokens, index), let mark = mark(tokens, index + 1), "/.-".contains(mark),
                let second = number(tokens, index + 2), Self.mark(tokens, index + 3) == mark,
                case .number(let year, 4) = tokens[index + 4]
            else { continue }
            if mark == "." || first > 12 { return (year, second, first, index + 5) }
            if second > 12 || first == second { return (year, first, second, index + 5) }
        }
        return nil
    }

    private static func year(_ found: (value: Int, digits: Int, index: Int)) -> Int? {
        if found.digits == 4 { return found.value }
        return found.digits == 2 ? found.value + (found.value < 70 ? 2000 : 1900) : nil
    }

    private static func number(_ tokens: [DateToken], _ index: Int) -> Int? {
        guard tokens.indices.contains(index), case .number(let value, let digits) = tokens[index], digits <= 2 else {
            return nil
        }
        return value
    }

    private static func mark(_ tokens: [DateToken], _ index: Int) -> Character? {
        guard tokens.indices.contains(index), case .mark(let mark) = tokens[index] else { return nil }
        return mark
    }

    /// The nearest number, across marks and the words that stand between the parts of a date (`de`, `th`, `of`).
    private static func neighbor(
        _ tokens: [DateToken], from index: Int, step: Int
    ) -> (value: Int, digits: Int, index: Int)? {
        var index = index + step
        while tokens.indices.contains(index) {
            switch tokens[index] {
            case .number(let value, let digits): return (value, digits, index)
            case .mark(let mark) where ",.-/".contains(mark): break
            case .word("de"), .word("of"), .word("th"), .word("st"), .word("nd"), .word("rd"), .word("del"): break
            default: return nil
            }
            index += step
        }
        return nil
    }
}

extension DateParts {
    /// `08:30:15.5+02:00`, `8:30 PM EST`.
    private mutating func readTime(_ tokens: ArraySlice<DateToken>) {
        guard let colon = tokens.firstIndex(of: .mark(":")), colon > tokens.startIndex,
            case .number(let hours, 1...2) = tokens[colon - 1], hours < 25, colon + 1 < tokens.endIndex,
            case .number(let minutes, 2) = tokens[colon + 1], minutes < 60
        else { return }
        hour = hours
        minute = minutes
        var rest = tokens[(colon + 2)...]
        if rest.first == .mark(":"), case .number(let seconds, 1...2)? = rest.dropFirst().first, seconds < 61 {
            second = seconds
            rest = rest.dropFirst(2)
        }
        if rest.first == .mark("."), case .number? = rest.dropFirst().first { rest = rest.dropFirst(2) }
        readZone(rest)
    }

    private mutating func readZone(_ tokens: ArraySlice<DateToken>) {
        for (index, token) in tokens.enumerated().prefix(4) {
            switch token {
            case .word("pm") where hour < 12: hour += 12
            case .word("am") where hour == 12: hour = 0
            case .word(let name):
                if let zone = Self.zones[name] { offset = zone }
            case .mark("+"), .mark("-"):
                let sign = token == .mark("-") ? -1 : 1
                let digits = tokens.dropFirst(index + 1).prefix(3).filter { !$0.isMark }
                guard case .number(let value, let count)? = digits.first else { return }
                if count > 2 {
                    offset = sign * (value / 100 * 3600 + value % 100 * 60)
                } else {
                    offset = sign * value * 3600
                    if case .number(let minutes, 2)? = digits.dropFirst().first { offset += sign * minutes * 60 }
                }
                return
            default: break
            }
        }
    }

    private static let zones: [String: Int] = [
        "z": 0, "ut": 0, "utc": 0, "gmt": 0, "est": -18_000, "edt": -14_400, "cst": -21_600, "cdt": -18_000,
        "mst": -25_200, "mdt": -21_600, "pst": -28_800, "pdt": -25_200, "cet": 3600, "cest": 7200, "bst": 3600,
        "brt": -10_800, "ist": 19_800, "jst": 32_400, "msk": 10_800, "eet": 7200, "eest": 10_800, "west": 3600,
        "wet": 0,
    ]
}
