import Foundation

/// A time zone as its offsets: which instant a wall time is, and when the offset changes.
struct ZoneOffsets {
    private let zone: TimeZone

    init(_ zone: TimeZone) { self.zone = zone }

    /// Seconds east of UTC at an instant (Unix seconds).
    func offset(at instant: Int) -> Int {
        zone.secondsFromGMT(for: Date(timeIntervalSince1970: TimeInterval(instant)))
    }

    /// The first second after `start`, up to `end`, at which the offset is no longer `offset`. The span is a few days
    /// at most, within which no zone changes its offset and changes it back.
    func change(from offset: Int, after start: Int, upTo end: Int) -> Int? {
        guard self.offset(at: end) != offset else { return nil }
        var before = start
        var after = end
        while after - before > 1 {
            let middle = before + (after - before) / 2
            if self.offset(at: middle) == offset { before = middle } else { after = middle }
        }
        return after
    }

    /// The instant of a wall time: the earlier one where the clock shows it twice, the end of the gap where it never
    /// does.
    func instant(ofWall wall: Int) -> Int {
        let day = CivilTime.secondsPerDay
        let earlier = offset(at: wall - day)
        let later = offset(at: wall + day)
        let candidates = [wall - earlier, wall - later].filter { offset(at: $0) == wall - $0 }
        if let first = candidates.min() { return first }
        return change(from: earlier, after: wall - day, upTo: wall + day) ?? wall - later
    }
}
