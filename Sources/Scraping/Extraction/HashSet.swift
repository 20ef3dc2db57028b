/// A set of hashes that are spread well already: open addressing, without hashing them again.
///
/// It never grows: what comes when it is half full, or finds too many others in its place, is not kept. So no page can make
/// it slow or large.
struct HashSet {
    private var slots: [UInt64]
    private var room: Int

    /// Slots of the largest set, 2 MiB of them.
    private static let largest = 1 << 18
    /// Slots that are looked at for one hash.
    private static let longestProbe = 16

    /// - Parameter count: how many hashes it is to hold.
    init(holding count: Int) {
        var size = 16
        while size / 2 < count, size < Self.largest { size *= 2 }
        slots = [UInt64](repeating: 0, count: size)
        room = size / 2
    }

    var isEmpty: Bool { room == slots.count / 2 }
    var count: Int { slots.count / 2 - room }

    /// Whether it holds a hash.
    func contains(_ hash: UInt64) -> Bool {
        let hash = hash | 1
        let slots = slots.span
        let mask = slots.count - 1
        let first = Int(truncatingIfNeeded: hash >> 32)
        for step in 0..<Self.longestProbe {
            let value = slots[(first + step) & mask]
            if value == hash { return true }
            if value == 0 { return false }
        }
        return false
    }

    mutating func insert(_ hash: UInt64) {
        guard room > 0 else { return }
        let hash = hash | 1
        let mask = slots.count - 1
        let first = Int(truncatingIfNeeded: hash >> 32)
        for step in 0..<Self.longestProbe {
            let slot = (first + step) & mask
            if slots[slot] == hash { return }
            if slots[slot] == 0 {
                slots[slot] = hash
                room -= 1
                return
            }
        }
    }
}
