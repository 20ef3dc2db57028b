import Foundation

/// Times as people read them.
enum Moments {
    /// `2026-11-21 06:00`, in the time zone of the machine.
    static func text(_ date: Date, in zone: TimeZone = .current) -> String {
        let parts = Calendar(identifier: .gregorian).dateComponents(in: zone, from: date)
        func two(_ value: Int?) -> String {
            let value = value ?? 0
            return value < 10 ? "0\(value)" : "\(value)"
        }
        return "\(parts.year ?? 0)-\(two(parts.month))-\(two(parts.day)) \(two(parts.hour)):\(two(parts.minute))"
    }

    /// `0.42 s`, `12.3 s`, `4 min 05 s`, `2 h 10 min`.
    static func length(seconds: Double) -> String {
        let seconds = max(0, seconds)
        switch seconds {
        case ..<9.995: return rounded(seconds, places: 100) + " s"
        case ..<99.95: return rounded(seconds, places: 10) + " s"
        case ..<3_600:
            let whole = Int(seconds.rounded())
            return "\(whole / 60) min \(whole % 60 < 10 ? "0" : "")\(whole % 60) s"
        default:
            let minutes = Int((seconds / 60).rounded())
            return "\(minutes / 60) h \(minutes % 60) min"
        }
    }

    private static func rounded(_ value: Double, places: Int) -> String {
        let units = Int((value * Double(places)).rounded())
        let digits = String(units % places)
        let width = places == 100 ? 2 : 1
        return "\(units / places)." + String(repeating: "0", count: width - digits.count) + digits
    }
}
