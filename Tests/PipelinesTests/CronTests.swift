import Foundation
import Pipelines
import PressworkTestSupport
import Testing

@Suite("Cron", .computing)
struct CronTests {
    /// Reads and prints RFC 3339 in UTC.
    static func date(_ text: String) throws -> Date { try Date(text, strategy: .iso8601) }

    static func times(_ expression: String, _ zone: String, from: String, count: Int) throws -> [String] {
        let cron = try CronExpression(expression)
        let zone = try #require(TimeZone(identifier: zone))
        return cron.times(after: try date(from), in: zone, count: count).map { $0.formatted(.iso8601) }
    }

    @Test(
        "plain expressions",
        arguments: [
            ("0 6 * * FRI", "2026-11-18T00:00:00Z", ["2026-11-20T06:00:00Z", "2026-11-27T06:00:00Z"]),
            ("*/20 * * * *", "2026-11-18T00:00:00Z", ["2026-11-18T00:20:00Z", "2026-11-18T00:40:00Z"]),
            ("@hourly", "2026-11-18T23:30:00Z", ["2026-11-19T00:00:00Z", "2026-11-19T01:00:00Z"]),
            ("@weekly", "2026-11-18T23:30:00Z", ["2026-11-22T00:00:00Z", "2026-11-29T00:00:00Z"]),
            ("@yearly", "2026-11-18T23:30:00Z", ["2027-01-01T00:00:00Z", "2028-01-01T00:00:00Z"]),
            ("0 0 29 2 *", "2026-11-18T00:00:00Z", ["2028-02-29T00:00:00Z", "2032-02-29T00:00:00Z"]),
            ("0 0 13 * FRI", "2026-11-11T00:00:00Z", ["2026-11-13T00:00:00Z", "2026-11-20T00:00:00Z"]),
            ("0 0 */2 * MON", "2026-11-01T00:00:00Z", ["2026-11-09T00:00:00Z", "2026-11-23T00:00:00Z"]),
            ("15,45 8-9 * jan mon-tue", "2026-11-01T00:00:00Z", ["2027-01-04T08:15:00Z", "2027-01-04T08:45:00Z"]),
            ("*/15 30 12 * * *", "2026-11-01T00:00:00Z", ["2026-11-01T12:30:00Z", "2026-11-01T12:30:15Z"]),
            ("0 0 * * 7", "2026-11-18T00:00:00Z", ["2026-11-22T00:00:00Z", "2026-11-29T00:00:00Z"]),
            ("59 23 31 12 *", "2026-12-31T23:59:00Z", ["2027-12-31T23:59:00Z", "2028-12-31T23:59:00Z"]),
        ])
    func plain(_ expression: String, _ from: String, _ expected: [String]) throws {
        #expect(try Self.times(expression, "UTC", from: from, count: 2) == expected)
    }

    @Test(
        "a fixed time that is skipped fires right after the gap",
        arguments: [
            ("30 2 * * *", "Europe/Berlin", "2026-03-28T12:00:00Z", ["2026-03-29T01:00:00Z", "2026-03-30T00:30:00Z"]),
            ("30 2 * * *", "Europe/Berlin", "2025-03-29T12:00:00Z", ["2025-03-30T01:00:00Z", "2025-03-31T00:30:00Z"]),
            (
                "30 2 * * *", "America/New_York", "2026-03-07T12:00:00Z",
                ["2026-03-08T07:00:00Z", "2026-03-09T06:30:00Z"]
            ),
            (
                "30 2 * * *", "America/New_York", "2025-03-08T12:00:00Z",
                ["2025-03-09T07:00:00Z", "2025-03-10T06:30:00Z"]
            ),
            (
                "0,30 2 * * *", "Europe/Berlin", "2026-03-28T12:00:00Z",
                ["2026-03-29T01:00:00Z", "2026-03-30T00:00:00Z"]
            ),
            ("0 3 * * *", "Europe/Berlin", "2026-03-28T12:00:00Z", ["2026-03-29T01:00:00Z", "2026-03-30T01:00:00Z"]),
        ])
    func gap(_ expression: String, _ zone: String, _ from: String, _ expected: [String]) throws {
        #expect(try Self.times(expression, zone, from: from, count: 2) == expected)
    }

    @Test(
        "a fixed time that comes twice fires once",
        arguments: [
            ("30 2 * * *", "Europe/Berlin", "2026-10-24T12:00:00Z", ["2026-10-25T00:30:00Z", "2026-10-26T01:30:00Z"]),
            ("30 2 * * *", "Europe/Berlin", "2025-10-25T12:00:00Z", ["2025-10-26T00:30:00Z", "2025-10-27T01:30:00Z"]),
            (
                "30 1 * * *", "America/New_York", "2026-10-31T12:00:00Z",
                ["2026-11-01T05:30:00Z", "2026-11-02T06:30:00Z"]
            ),
            (
                "30 1 * * *", "America/New_York", "2025-11-01T12:00:00Z",
                ["2025-11-02T05:30:00Z", "2025-11-03T06:30:00Z"]
            ),
            // Asked from within the second pass: that time has been.
            ("30 2 * * *", "Europe/Berlin", "2026-10-25T01:10:00Z", ["2026-10-26T01:30:00Z", "2026-10-27T01:30:00Z"]),
        ])
    func repeated(_ expression: String, _ zone: String, _ from: String, _ expected: [String]) throws {
        #expect(try Self.times(expression, zone, from: from, count: 2) == expected)
    }

    @Test("wildcard schedules keep their real interval")
    func wildcards() throws {
        #expect(
            try Self.times("30 * * * *", "Europe/Berlin", from: "2026-03-29T00:00:00Z", count: 3)
                == ["2026-03-29T00:30:00Z", "2026-03-29T01:30:00Z", "2026-03-29T02:30:00Z"])
        #expect(
            try Self.times("30 * * * *", "Europe/Berlin", from: "2026-10-24T23:45:00Z", count: 3)
                == ["2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z", "2026-10-25T02:30:00Z"])
        #expect(
            try Self.times("*/30 2 * * *", "America/New_York", from: "2026-03-08T06:00:00Z", count: 2)
                == ["2026-03-09T06:00:00Z", "2026-03-09T06:30:00Z"])
        #expect(
            try Self.times("*/30 1 * * *", "America/New_York", from: "2026-11-01T04:59:00Z", count: 4)
                == ["2026-11-01T05:00:00Z", "2026-11-01T05:30:00Z", "2026-11-01T06:00:00Z", "2026-11-01T06:30:00Z"])
        // The next day that matches is days away: the hour that comes twice is nearer.
        #expect(
            try Self.times("*/30 0 * * 0,3", "America/Havana", from: "2019-11-03T04:20:00Z", count: 4)
                == ["2019-11-03T04:30:00Z", "2019-11-03T05:00:00Z", "2019-11-03T05:30:00Z", "2019-11-06T05:00:00Z"])
        #expect(
            try Self.times("0 * 1 7 *", "Europe/Berlin", from: "2026-01-01T00:00:00Z", count: 1)
                == ["2026-06-30T22:00:00Z"])
    }

    @Test("a zone without changes of the clock stays at its offset the year round")
    func saoPaulo() throws {
        let times = try Self.times("0 6 * * FRI", "America/Sao_Paulo", from: "2025-01-01T00:00:00Z", count: 104)
        #expect(times.allSatisfy { $0.hasSuffix("T09:00:00Z") })
        #expect(times.first == "2025-01-03T09:00:00Z")
        #expect(times.last == "2026-12-25T09:00:00Z")
        // The gap of the last summer time there: 00:00 to 01:00 on 2018-11-04.
        #expect(
            try Self.times("30 0 * * *", "America/Sao_Paulo", from: "2018-11-03T12:00:00Z", count: 1)
                == ["2018-11-04T03:00:00Z"])
    }

    @Test("half an hour of summer time")
    func lordHowe() throws {
        #expect(
            try Self.times("15 2 * * *", "Australia/Lord_Howe", from: "2026-10-03T00:00:00Z", count: 2)
                == ["2026-10-03T15:30:00Z", "2026-10-04T15:15:00Z"])
    }

    @Test(
        "what is no expression is refused with a reason",
        arguments: [
            ("* * * *", CronError.Code.fieldCount), ("* * * * * * *", .fieldCount), ("", .fieldCount),
            ("60 * * * *", .outOfRange), ("* 24 * * *", .outOfRange), ("* * 0 * *", .outOfRange),
            ("* * * 13 *", .outOfRange),
            ("* * * * 8", .outOfRange), ("30-10 * * * *", .emptyRange), ("*/0 * * * *", .badStep),
            ("5/10 * * * *", .badStep),
            ("*/x * * * *", .badStep), ("a * * * *", .unknownValue), ("1,,2 * * * *", .unknownValue),
            ("* * * FEBR *", .unknownValue), ("-5 * * * *", .unknownValue), ("@fortnightly", .unknownNickname),
            ("@reboot", .unknownNickname), ("0 0 30 2 *", .never), ("0 0 31 4,6,9,11 *", .never),
        ])
    func refused(_ text: String, _ code: CronError.Code) {
        let error = #expect(throws: CronError.self) { try CronExpression(text) }
        #expect(error?.code == code)
    }

    @Test(
        "for random expressions the next time is later, matches, and none before it does",
        arguments: [
            "Europe/Berlin", "America/New_York", "America/Sao_Paulo", "Australia/Lord_Howe", "UTC",
        ])
    func property(_ name: String) throws {
        let seed: UInt64 = 47
        var generator = SeededGenerator(seed: seed)
        let zone = try #require(TimeZone(identifier: name))
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = zone
        for round in 0..<150 {
            let text = Self.randomExpression(&generator)
            guard let cron = try? CronExpression(text) else { continue }
            let start = Self.randomStart(zone, &generator)
            guard let next = cron.next(after: start, in: zone) else {
                Issue.record("seed \(seed), round \(round): `\(text)` never fires")
                continue
            }
            #expect(next > start, "seed \(seed), round \(round): `\(text)` after \(start)")
            let expected = Self.slowNext(text, after: start, until: next, calendar: calendar)
            #expect(next == expected ?? next, "seed \(seed), round \(round): `\(text)` after \(start) in \(name)")
            let isShown = Self.matches(text, next, calendar)
            let isAfterGap = zone.secondsFromGMT(for: next) > zone.secondsFromGMT(for: next.addingTimeInterval(-1))
            #expect(isShown || (isAfterGap && !cron.isWildcard), "seed \(seed), round \(round): `\(text)` at \(next)")
        }
    }

    // MARK: A slow second opinion over the calendar

    /// A time of 2025 or 2026, two of three times within two days before a change of the clock.
    static func randomStart(_ zone: TimeZone, _ generator: inout SeededGenerator) -> Date {
        let any = Date(timeIntervalSince1970: Double(Int.random(in: 1_735_689_600...1_798_761_600, using: &generator)))
        guard Int.random(in: 0..<3, using: &generator) > 0,
            let change = zone.nextDaylightSavingTimeTransition(after: any)
        else { return any }
        return change.addingTimeInterval(-Double(Int.random(in: 0..<172_800, using: &generator)))
    }

    static func randomExpression(_ generator: inout SeededGenerator) -> String {
        func field(_ range: ClosedRange<Int>) -> String {
            switch Int.random(in: 0..<4, using: &generator) {
            case 0: return "*"
            case 1: return "*/\(Int.random(in: 1...min(12, range.upperBound), using: &generator))"
            default: return "\(Int.random(in: range, using: &generator))"
            }
        }
        return "\(field(0...59)) \(field(0...4)) \(field(1...28)) * \(field(0...6))"
    }

    static func matches(_ expression: String, _ date: Date, _ calendar: Calendar) -> Bool {
        let fields = expression.split(separator: " ")
        let parts = calendar.dateComponents([.minute, .hour, .day, .month, .weekday, .second], from: date)
        func fits(_ field: Substring, _ value: Int, _ first: Int) -> Bool {
            if field == "*" { return true }
            if field.hasPrefix("*/"), let step = Int(field.dropFirst(2)) { return (value - first) % step == 0 }
            return Int(field) == value
        }
        guard parts.second == 0, fits(fields[0], parts.minute ?? -1, 0), fits(fields[1], parts.hour ?? -1, 0) else {
            return false
        }
        let byMonth = fits(fields[2], parts.day ?? -1, 1)
        let byWeek = fits(fields[4], (parts.weekday ?? 0) - 1, 0)
        let isEither = !fields[2].hasPrefix("*") && !fields[4].hasPrefix("*")
        return isEither ? byMonth || byWeek : byMonth && byWeek
    }

    /// The first minute after `start` that the calendar shows as matching, within three days; for fixed schedules a
    /// repeated minute counts once.
    static func slowNext(_ text: String, after start: Date, until end: Date, calendar: Calendar) -> Date? {
        guard end.timeIntervalSince(start) < 3 * 86_400 else { return nil }
        let fields = text.split(separator: " ")
        let isWildcard = fields[0].hasPrefix("*") || fields[1].hasPrefix("*")
        var minute = Date(timeIntervalSince1970: (start.timeIntervalSince1970 / 60).rounded(.down) * 60 + 60)
        while minute <= end {
            if matches(text, minute, calendar) {
                let hourBefore = minute.addingTimeInterval(-3_600)
                let isSecondPass =
                    calendar.dateComponents([.hour, .minute, .day], from: hourBefore)
                    == calendar.dateComponents([.hour, .minute, .day], from: minute)
                if isWildcard || !isSecondPass { return minute }
            }
            minute.addTimeInterval(60)
        }
        return nil
    }
}
