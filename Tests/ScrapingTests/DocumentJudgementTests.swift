import Testing

@testable import Scraping

@Suite struct DocumentJudgementTests {
    private static let words =
        "The tank stands by the north window where the light is even and cool all through the day and "
        + "the plants that grow there are slow dark and content with what little they are given by hand each week in winter "

    @Test func textsThatDifferInAWordAreNearlyTheSame() throws {
        let long = (0..<30).map { "\(Self.words) \($0 * 7919 % 97)" }.joined(separator: " ")
        let one = try #require(TextFingerprint(long))
        let edited = try #require(TextFingerprint(long.replacing(" 3 ", with: " three ") + " The end."))
        let other = try #require(TextFingerprint(String(long.reversed())))
        #expect(one.distance(to: edited) <= NearDuplicates.nearness)
        #expect(one.distance(to: other) > 10)
        #expect(TextFingerprint("too short to say") == nil)
    }

    @Test func duplicatesAreFoundByAnyBand() {
        for bits in [0, 1, 1 << 20, 1 << 40 | 1 << 63, 0b111 << 30] as [UInt64] {
            var seen = NearDuplicates()
            #expect(seen.earlier(TextFingerprint(bits: 0x1234_5678_9ABC_DEF0), name: "a") == nil)
            #expect(seen.earlier(TextFingerprint(bits: 0x1234_5678_9ABC_DEF0 ^ bits), name: "b") == "a")
        }
        var seen = NearDuplicates()
        #expect(seen.earlier(TextFingerprint(bits: 0), name: "a") == nil)
        #expect(seen.earlier(TextFingerprint(bits: 0x1_0001_0001_0001), name: "b") == nil, "four bits are too many")
    }

    @Test(arguments: [
        ("404 - Example", "We could not find it. Go home.", PageCondition.errorPage),
        ("Example", "Page not found. Try the search.", .errorPage),
        ("404 ways to grow moss", String(repeating: "Moss grows where it likes. ", count: 40), .whole),
        ("News", "We and our partners use cookies. Accept all or manage preferences.", .consentWall),
        ("News", "The river rose by a metre. Already a subscriber? Sign in.", .paywall),
        ("Cookies", "How to bake cookies: butter, sugar, flour. They are good.", .whole),
        ("A", String(repeating: "Long text about cookies and consent and our partners. ", count: 60), .whole),
    ])
    func wallsAreToldFromPages(_ title: String, _ text: String, _ condition: PageCondition) {
        #expect(PageCondition(title: title, text: text) == condition)
    }

    @Test func proseIsBetterThanLists() {
        let prose = TextQuality.score(
            String(repeating: "The water is clear and the stones are old.\n", count: 1) + Self.words)
        let menu = TextQuality.score("Home\nAbout\nContact\nShop\nHome\nAbout\nContact")
        #expect(menu < 0.1)
        #expect(prose > menu)
        #expect(TextQuality.score("") == 0)
    }

    @Test func quotesAreFoundWhateverTheirMarks() throws {
        let text = "He said: “It’s   the\nwater — always.” And it’s the end."
        let range = try #require(QuoteFinder(text).range(of: "it's the WATER - always"))
        let scalars = Array(text.unicodeScalars)[range]
        #expect(String(String.UnicodeScalarView(scalars)) == "It’s   the\nwater — always")
        #expect(QuoteFinder(text).range(of: "it's the fire") == nil)
        #expect(QuoteFinder("aab aaab").range(of: "aaab") == 4..<8)
        #expect(QuoteFinder(text).range(of: " ") == nil)
    }

    @Test func whatAllPagesOfASiteShareIsNotTheirs() {
        var site = SiteBoilerplate()
        let texts = (0..<6).map { "Title \($0)\n\nOwn words \($0).\n\nSubscribe  to our letter!" }
        for text in texts { site.add(text) }
        #expect(site.removed(from: texts[0]) == "Title 0\n\nOwn words 0.\n")
        var small = SiteBoilerplate()
        small.add(texts[0])
        #expect(small.removed(from: texts[0]) == texts[0])
    }
}
