import Markup
import Pipelines
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

    @Test(arguments: [
        (String(repeating: "水はゆっくり石の間を流れ、苔は静かに育っていく。", count: 30).chunked, 0.9...1),
        (String(repeating: "The moss grows where the water runs slowly over the stones.\n", count: 30), 0...0.1),
        ("Version 1.2.3.4 www.example.org lib.rs a.b.c d.e f.g h.i j.k", 0...0.1),
        ("", 0...0),
    ])
    func qualityOfTexts(_ text: String, _ expected: ClosedRange<Double>) {
        #expect(expected.contains(TextQuality.score(text)), "\(TextQuality.score(text))")
    }

    private static func page(_ number: Int) -> String {
        """
        # Stone number \(number)

        The stone with the number \(number) lies in the river. Sign up for the letter of the river today! It is old.

        - Stones of the river are counted in the year \(number).
        - Follow us on the networks of the river.

        ```
        Follow us on the networks of the river.


        end
        ```

        ## What to read after this page

        Subscribe to our *letter* and read **every** story first.\\
        All rights are reserved by the river.
        """
    }

    @Test func whatAllPagesOfASiteShareIsNotTheirs() throws {
        let pages = (0..<6).map(Self.page)
        var site = SiteBoilerplate()
        for page in pages { site.add(try MarkdownDocument.parse(page).plainText) }
        let shared = try #require(site.shared)
        #expect(shared.documents == 6 && shared.hashes == shared.hashes.sorted())
        let rest = try #require(shared.removed(from: pages[3]))
        #expect(
            rest.markdown == """
                # Stone number 3

                The stone with the number 3 lies in the river. It is old.

                - Stones of the river are counted in the year 3.

                ```
                Follow us on the networks of the river.


                end
                ```

                ## What to read after this page
                """)
        #expect(rest.text == (try MarkdownDocument.parse(rest.markdown).plainText))
        var backwards = SiteBoilerplate()
        for page in pages.reversed() { backwards.add(try MarkdownDocument.parse(page).plainText) }
        #expect(backwards.shared == shared, "the order does not count")
        #expect(shared.removed(from: rest.markdown) == nil, "nothing is left to remove")
        #expect(shared.removed(from: "All rights are reserved by the river.\n\nWords.") == nil, "most of it would go")
    }

    @Test func fewPagesAndChanceTeachNothing() {
        var site = SiteBoilerplate()
        for _ in 0..<3 { site.add("All rights are reserved by the river.") }
        #expect(site.shared == nil)
        for number in 0..<5 { site.add("Words of page \(number) that are its own.\nMethod") }
        #expect(site.shared?.hashes == [], "three of eight are not half, and a short line may stand anywhere")
    }
}

extension String {
    /// A sentence a line.
    fileprivate var chunked: String {
        split(separator: "。").map { $0 + "。" }.enumerated().map { "\($0)\($1)" }.joined(separator: "\n")
    }
}
