/// The values that one field of a cron expression allows, as a set of bits.
package struct CronField: Sendable, Hashable {
    /// The places of an expression.
    enum Place: Sendable {
        case second, minute, hour, dayOfMonth, month, dayOfWeek

        var range: ClosedRange<Int> {
            switch self {
            case .second, .minute: 0...59
            case .hour: 0...23
            case .dayOfMonth: 1...31
            case .month: 1...12
            case .dayOfWeek: 0...7
            }
        }

        var name: String {
            switch self {
            case .second: "seconds"
            case .minute: "minutes"
            case .hour: "hours"
            case .dayOfMonth: "days of the month"
            case .month: "months"
            case .dayOfWeek: "days of the week"
            }
        }

        /// Names from the place's first value on.
        var words: [String] {
            switch self {
            case .month: CronField.monthNames
            case .dayOfWeek: CronField.weekdayNames
            default: []
            }
        }
    }

    static let weekdayNames = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"]
    static let monthNames = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"]

    /// Bit n is set when the value n is allowed. Sunday is 0.
    private(set) var bits: UInt64 = 0
    /// Whether the field begins with `*`: cron(8) tells wildcard schedules from fixed ones by that.
    private(set) var isWildcard = false

    /// A field that allows one value.
    init(only value: Int) { bits = 1 << UInt64(value) }

    /// Reads `*`, values, names, ranges, steps and lists of them (crontab(5)).
    init(_ text: Substring, _ place: Place) throws(CronError) {
        isWildcard = text.hasPrefix("*")
        for part in text.split(separator: ",", omittingEmptySubsequences: false) {
            bits |= try Self.bits(of: part, place)
        }
        if place == .dayOfWeek, bits & 1 << 7 != 0 { bits = bits & ~(1 << 7) | 1 }
    }

    /// Whether the field allows `value`.
    package func contains(_ value: Int) -> Bool { bits & 1 << UInt64(value) != 0 }

    /// The smallest allowed value from `value` on.
    func next(from value: Int) -> Int? {
        guard value < 64 else { return nil }
        let rest = bits >> UInt64(value)
        return rest == 0 ? nil : value + rest.trailingZeroBitCount
    }

    private static func bits(of part: Substring, _ place: Place) throws(CronError) -> UInt64 {
        let pieces = part.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        let range: ClosedRange<Int>
        let isSpan: Bool
        if pieces[0] == "*" {
            range = place == .dayOfWeek ? 0...6 : place.range
            isSpan = true
        } else {
            let ends = pieces[0].split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
            let first = try value(ends[0], place)
            let last = ends.count == 2 ? try value(ends[1], place) : first
            guard first <= last else {
                throw CronError(
                    code: .emptyRange, message: "The range `\(pieces[0])` of \(place.name) ends before it begins.")
            }
            range = first...last
            isSpan = ends.count == 2
        }
        guard pieces.count == 2 else { return mask(range, step: 1) }
        guard isSpan, let step = Int(pieces[1]), step > 0, step <= place.range.upperBound else {
            throw CronError(
                code: .badStep,
                message: "`\(part)` is no step of \(place.name): write `*/5` or `10-50/5`, from 1 to "
                    + "\(place.range.upperBound).")
        }
        return mask(range, step: step)
    }

    private static func mask(_ range: ClosedRange<Int>, step: Int) -> UInt64 {
        stride(from: range.lowerBound, through: range.upperBound, by: step).reduce(0) { $0 | 1 << UInt64($1) }
    }

    private static func value(_ text: Substring, _ place: Place) throws(CronError) -> Int {
        if let index = place.words.firstIndex(of: text.uppercased()) { return index + (place == .month ? 1 : 0) }
        guard (1...2).contains(text.utf8.count), text.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
            let number = Int(text)
        else {
            throw CronError(code: .unknownValue, message: "`\(text)` is not one of the \(place.name).")
        }
        guard place.range.contains(number) else {
            throw CronError(
                code: .outOfRange,
                message: "\(number) is outside the \(place.name), \(place.range.lowerBound) to "
                    + "\(place.range.upperBound).")
        }
        return number
    }
}
