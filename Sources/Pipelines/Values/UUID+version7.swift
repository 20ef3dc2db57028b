package import Foundation

extension UUID {
    /// UUIDv7 (RFC 9562 §5.7) in ascending order: 48 bits of Unix milliseconds, then random bits. Each but the first is one
    /// more than the one before it (§6.2, method 2), so that a set of them costs one draw.
    ///
    /// - Parameter milliseconds: Unix time in milliseconds; the domain reads no clock, so the caller says.
    package static func version7(
        _ count: Int, milliseconds: UInt64, using generator: inout some RandomNumberGenerator
    ) -> [UUID] {
        let (random, start) = (generator.next() & 0x0FFF, generator.next())
        let high = (milliseconds & 0xFFFF_FFFF_FFFF) << 16 | 0x7000 | random
        // The highest of the 62 bits begins at 0: no set is so large that counting reaches the variant's bits.
        return (0..<UInt64(count)).map { UUID(high, start & 0x1FFF_FFFF_FFFF_FFFF + $0 | 0x8000_0000_0000_0000) }
    }

    private init(_ high: UInt64, _ low: UInt64) {
        func byte(_ word: UInt64, _ index: Int) -> UInt8 { UInt8(truncatingIfNeeded: word >> (56 - 8 * UInt64(index))) }
        self.init(
            uuid: (
                byte(high, 0), byte(high, 1), byte(high, 2), byte(high, 3),
                byte(high, 4), byte(high, 5), byte(high, 6), byte(high, 7),
                byte(low, 0), byte(low, 1), byte(low, 2), byte(low, 3),
                byte(low, 4), byte(low, 5), byte(low, 6), byte(low, 7)
            ))
    }
}
