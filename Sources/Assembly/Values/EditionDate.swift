import Foundation
import Pipelines

/// The instant that a file carries as its own: from what it is, never from the clock, so equal input gives equal bytes.
///
/// The day comes from the product's key where that names one (`2026-11-20`, `2026-W47`, `2026-11`), else it is
/// 2000-01-01; the time of day is a function of the content, so that two texts of one product differ, which is how
/// reading systems tell a new release (EPUB 3.3 §5.5.6).
struct EditionDate: Hashable, Sendable {
    /// `2026-11-16`; `nil` where the key names no day.
    let day: String?
    /// `2026-11-16T07:31:02Z`.
    let instant: String

    init(key: String, content: Digest) {
        day = Self.day(in: key)
        let number = content.bytes.prefix(4).reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
        let seconds = Int(number % 86_400)
        let time = [seconds / 3_600, seconds / 60 % 60, seconds % 60].map(Self.twoDigits).joined(separator: ":")
        instant = "\(day ?? "2000-01-01")T\(time)Z"
    }

    private static func day(in key: String) -> String? {
        let text = Substring(key)
        let calendar = Calendar.gregorianUTC
        if let match = text.firstMatch(of: /\b(\d{4})-W(\d{2})\b/), let year = Int(match.1), let week = Int(match.2) {
            guard (1...53).contains(week) else { return nil }
            var parts = DateComponents()
            (parts.yearForWeekOfYear, parts.weekOfYear, parts.weekday) = (year, week, 2)
            return calendar.date(from: parts).map { format($0, calendar) }
        }
        guard let match = text.firstMatch(of: /\b(\d{4})-(\d{2})(?:-(\d{2}))?\b/) else { return nil }
        var parts = DateComponents()
        (parts.year, parts.month, parts.day) = (Int(match.1), Int(match.2), match.3.flatMap { Int($0) } ?? 1)
        guard parts.isValidDate(in: calendar), let date = calendar.date(from: parts) else { return nil }
        return format(date, calendar)
    }

    private static func format(_ date: Date, _ calendar: Calendar) -> String {
        let parts = calendar.dateComponents([.year, .month, .day], from: date)
        let year = String(String(10_000 + (parts.year ?? 2000)).suffix(4))
        return "\(year)-\(twoDigits(parts.month ?? 1))-\(twoDigits(parts.day ?? 1))"
    }

    private static func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}

extension Calendar {
    fileprivate static var gregorianUTC: Calendar {
        var calendar = Calendar(identifier: .iso8601)
        calendar.timeZone = .gmt
        return calendar
    }
}
