import ArgumentParser
import Foundation

/// A moment as RFC 3339 writes it, or a day, which begins at its midnight.
struct MomentArgument: ExpressibleByArgument, Sendable, Hashable {
    /// The moment; of a day, its midnight in UTC.
    let date: Date
    private let isDay: Bool

    init?(argument: String) {
        for (text, isDay) in [(argument, false), (argument + "T00:00:00Z", true)] {
            do {
                date = try Date(text, strategy: .iso8601)
                self.isDay = isDay
                return
            } catch { continue }
        }
        return nil
    }

    /// The moment; of a day, its beginning by the clock of `zone`.
    func date(in zone: TimeZone) -> Date {
        guard isDay else { return date }
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .gmt
        let day = calendar.dateComponents([.year, .month, .day], from: date)
        calendar.timeZone = zone
        return calendar.date(from: day).map(calendar.startOfDay) ?? date
    }
}
