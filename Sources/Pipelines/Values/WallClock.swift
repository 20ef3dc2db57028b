package import Foundation

/// Where the time of day comes from. The domain reads no clock: what needs the time is given one of these.
package protocol WallClock: Sendable {
    /// Now, as the record of truth sees it.
    func now() -> Date
}
