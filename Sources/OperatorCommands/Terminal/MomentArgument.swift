import ArgumentParser
import Foundation

/// A moment as RFC 3339 writes it, or a day, which begins at midnight UTC.
struct MomentArgument: ExpressibleByArgument, Sendable, Hashable {
    let date: Date

    init?(argument: String) {
        for text in [argument, argument + "T00:00:00Z"] {
            do {
                date = try Date(text, strategy: .iso8601)
                return
            } catch { continue }
        }
        return nil
    }
}
