/// What a text says, in 64 bits that differ little where texts do (SimHash, Charikar 2002) over runs of three words.
package struct TextFingerprint: Hashable, Sendable {
    package let bits: UInt64

    /// Words of a text that count.
    private static let wordLimit = 20_000
    /// A shorter text is like too many others.
    private static let leastWords = 20

    /// Nil for a text that is too short to be compared.
    package init?(_ text: String) {
        var sums = [Int32](repeating: 0, count: 64)
        var window: (UInt64, UInt64) = (0, 0)
        var count = 0
        for word in text.split(whereSeparator: { !$0.isLetter && !$0.isNumber }).prefix(Self.wordLimit) {
            let hash = Self.hash(word.lowercased())
            count += 1
            if count >= 3 {
                let run = Self.mixed(window.0 &* 3 ^ window.1 &* 5 ^ hash)
                for bit in 0..<64 { sums[bit] += run >> UInt64(bit) & 1 == 1 ? 1 : -1 }
            }
            window = (window.1, hash)
        }
        guard count >= Self.leastWords else { return nil }
        var bits: UInt64 = 0
        for bit in 0..<64 where sums[bit] > 0 { bits |= 1 << UInt64(bit) }
        self.bits = bits
    }

    init(bits: UInt64) { self.bits = bits }

    /// Bits that differ, 0 to 64.
    package func distance(to other: TextFingerprint) -> Int { (bits ^ other.bits).nonzeroBitCount }

    /// FNV-1a: the same in every process, as Swift's own hashes are not.
    private static func hash(_ word: String) -> UInt64 {
        mixed(word.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 })
    }

    private static func mixed(_ value: UInt64) -> UInt64 {
        var value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }
}

/// Finds texts that are nearly the same. Fingerprints whose distance is at most three share one of four bands of 16 bits,
/// so that only those that share a band are compared.
struct NearDuplicates {
    /// Bits in which two texts that are nearly the same may differ.
    static let nearness = 3

    private var fingerprints: [(TextFingerprint, name: String)] = []
    private var bands: [Band: [Int]] = [:]

    private struct Band: Hashable {
        let number: Int
        let bits: UInt16
    }

    /// The name of an earlier text that is nearly the same; nil for a new one, which is then remembered.
    mutating func earlier(_ fingerprint: TextFingerprint, name: String) -> String? {
        let keys = (0..<4).map {
            Band(number: $0, bits: UInt16(truncatingIfNeeded: fingerprint.bits >> UInt64($0 * 16)))
        }
        for key in keys {
            for index in bands[key] ?? [] where fingerprints[index].0.distance(to: fingerprint) <= Self.nearness {
                return fingerprints[index].name
            }
        }
        fingerprints.append((fingerprint, name))
        for key in keys { bands[key, default: []].append(fingerprints.count - 1) }
        return nil
    }
}
