import Glibc

/// A second of UTC as signatures write it.
struct SigningTime: Sendable {
    /// `20130524`
    let day: String
    /// `20130524T000000Z`
    let stamp: String

    /// - Parameter seconds: since 1970-01-01T00:00:00Z, from then on.
    init(unixSeconds seconds: Int) {
        // Days are counted from 1 March of year 0, so that the leap day is a year's last (H. Hinnant,
        // "chrono-Compatible Low-Level Date Algorithms").
        let days = seconds / 86400 + 719_468
        let (era, dayOfEra) = days.quotientAndRemainder(dividingBy: 146_097)
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let month = (5 * dayOfYear + 2) / 153
        let dayOfMonth = dayOfYear - (153 * month + 2) / 5 + 1
        let year = era * 400 + yearOfEra + (month >= 10 ? 1 : 0)
        day = Self.padded(year, 4) + Self.padded(month < 10 ? month + 3 : month - 9, 2) + Self.padded(dayOfMonth, 2)
        let time = [seconds / 3600 % 24, seconds / 60 % 60, seconds % 60].map { Self.padded($0, 2) }.joined()
        stamp = day + "T" + time + "Z"
    }

    static func now() -> SigningTime {
        var time = timespec()
        unsafe clock_gettime(CLOCK_REALTIME, &time)
        return SigningTime(unixSeconds: time.tv_sec)
    }

    private static func padded(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
    }
}
