import Generation
import Testing

@Suite struct SentenceSplitterTests {
    @Test(arguments: [
        ("One. Two! Three?", ["One.", "Two!", "Three?"]),
        ("Dr. Ana B. Ribeiro dosed 2.5 ml. It worked.", ["Dr. Ana B. Ribeiro dosed 2.5 ml.", "It worked."]),
        ("It costs e.g. 5 USD. No more.", ["It costs e.g. 5 USD.", "No more."]),
        ("“Change it,” she said. “Now.” He did.", ["“Change it,” she said.", "“Now.”", "He did."]),
        ("Erst lesen, z.B. heute. Dann handeln.", ["Erst lesen, z.B. heute.", "Dann handeln."]),
        ("水を換える。魚を見る。", ["水を換える。", "魚を見る。"]),
        ("A heading\nA  sentence\twith space.", ["A heading", "A sentence with space."]),
        ("Is it … maybe? see below.", ["Is it … maybe? see below."]),
        ("", []),
    ])
    func cutsWhereASentenceEnds(text: String, expected: [String]) {
        #expect(SentenceSplitter.sentences(of: text) == expected)
    }

    @Test func losesNothingOfAnyText() {
        var generator = SystemRandomNumberGenerator()
        let seed = UInt64.random(in: 0...UInt64.max, using: &generator)
        var random = SplitMix(state: seed)
        let alphabet = Array("ab .!?…\"”'()Z1\n。é")
        for _ in 0..<500 {
            let text = String(
                (0..<Int.random(in: 0...60, using: &random)).map { _ in alphabet.randomElement(using: &random) ?? "a" })
            let kept = SentenceSplitter.sentences(of: text).joined().filter { !$0.isWhitespace }
            #expect(kept == text.filter { !$0.isWhitespace }, "seed \(seed), text \(text.debugDescription)")
        }
    }
}

/// Sebastiano Vigna's SplitMix64: a seed gives the same numbers on every machine.
struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
