import Pipelines
import Testing

@Suite struct QuoteFinderTests {
    @Test func quotesAreFoundWhateverTheirMarks() throws {
        let text = "He said: “It’s   the\nwater — always.” And it’s the end."
        let range = try #require(QuoteFinder(text).range(of: "it's the WATER - always"))
        let scalars = Array(text.unicodeScalars)[range]
        #expect(String(String.UnicodeScalarView(scalars)) == "It’s   the\nwater — always")
        #expect(QuoteFinder(text).range(of: "it's the fire") == nil)
        #expect(QuoteFinder("aab aaab").range(of: "aaab") == 4..<8)
        #expect(QuoteFinder(text).range(of: " ") == nil)
    }
}
