package import Foundation

extension UUID {
    /// A UUIDv7 (RFC 9562 §5.7): 48 bits of Unix milliseconds, then random bits.
    ///
    /// - Parameter milliseconds: Unix time in milliseconds; the domain reads no clock, so the caller says.
    package static func version7(milliseconds: UInt64, using generator: inout some RandomNumberGenerator) -> UUID {
        let high = (milliseconds & 0xFFFF_FFFF_FFFF) << 16 | 0x7000 | UInt64.random(in: 0...0x0FFF, using: &generator)
        let low = UInt64.random(in: 0...UInt64.max, using: &generator) & 0x3FFF_FFFF_FFFF_FFFF | 0x8000_0000_0000_0000
        func byte(_ word: UInt64, _ index: Int) -> UInt8 { UInt8(truncatingIfNeeded: word >> (56 - 8 * UInt64(index))) }
        return UUID(
            uuid: (
                byte(high, 0), byte(high, 1), byte(high, 2), byte(high, 3),
                byte(high, 4), byte(high, 5), byte(high, 6), byte(high, 7),
                byte(low, 0), byte(low, 1), byte(low, 2), byte(low, 3),
                byte(low, 4), byte(low, 5), byte(low, 6), byte(low, 7)
            ))
    }
}
