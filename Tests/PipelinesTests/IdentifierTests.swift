import Foundation
import Pipelines
import Testing

@Suite struct IdentifierTests {
    /// Draws the largest numbers there are.
    private struct Largest: RandomNumberGenerator {
        func next() -> UInt64 { .max }
    }

    @Test func aSetOfIdsIsOrderedAndTellsItsTimeAndVersion() {
        var generator = SystemRandomNumberGenerator()
        let ids = UUID.version7(1_000, milliseconds: 0x0123_4567_89AB, using: &generator)
        #expect(ids == ids.sorted() && Set(ids).count == 1_000)
        for id in ids {
            #expect(id.uuidString.hasPrefix("01234567-89AB-7"))
            #expect("89AB".contains(id.uuidString.dropFirst(19).prefix(1)), "the variant of RFC 9562")
        }
        let others = UUID.version7(1_000, milliseconds: 0x0123_4567_89AB, using: &generator)
        #expect(Set(ids).isDisjoint(with: others))
        #expect(UUID.version7(0, milliseconds: 1, using: &generator).isEmpty)
    }

    @Test func countingOnNeverReachesTheVariant() {
        var largest = Largest()
        let ids = UUID.version7(1_000, milliseconds: .max, using: &largest)
        #expect(ids == ids.sorted())
        #expect(
            ids.allSatisfy {
                $0.uuidString.hasPrefix("FFFFFFFF-FFFF-7FFF-A") || $0.uuidString.hasPrefix("FFFFFFFF-FFFF-7FFF-9")
            })
    }

    @Test func theTextIsCanonicalAndIsReadBack() throws {
        var generator = SystemRandomNumberGenerator()
        for id in UUID.version7(100, milliseconds: 1_700_000_000_000, using: &generator).map({ JobID($0) }) {
            #expect(id.description == id.rawValue.uuidString.lowercased())
            #expect(JobID(text: id.description) == id)
        }
        #expect(JobID(text: "no id") == nil)
    }
}
