import Testing

@testable import Scraping

@Suite struct PageMetadataTests {
    private static let text = String(
        repeating:
            "<p>The carpet of hairgrass spread across the foreground within six weeks, and the shrimp followed.</p>",
        count: 6)

    private func page(head: String = "", below heading: String = "", url: String? = nil) throws -> ExtractedPage {
        try ExtractedPage.extract(
            bytes: Array(
                "<html><head>\(head)</head><body><article><h1>Hairgrass</h1>\(heading)\(Self.text)</article></body></html>"
                    .utf8), url: url)
    }

    @Test(arguments: [
        ("<p>By Ana Ribeiro</p>", "Ana Ribeiro"), ("<p>Written by <a href=/x>Ana Ribeiro</a></p>", "Ana Ribeiro"),
        ("<p>Por Ana Ribeiro</p>", "Ana Ribeiro"), ("<p>von Karl von der Heide</p>", "Karl von der Heide"),
        ("<p>Autor: Ana Ribeiro</p>", "Ana Ribeiro"), ("<a href='/author/ana'>Ana Ribeiro</a>", "Ana Ribeiro"),
        ("<div class=byline>Ana Ribeiro | Staff</div>", "Ana Ribeiro"),
        ("<p>By Ana Ribeiro and Tom Weed</p>", "Ana Ribeiro and Tom Weed"),
    ])
    func visibleBylines(_ html: String, _ expected: String) throws {
        let page = try page(below: html)
        #expect(page.author == expected)
        #expect(page.provenance["author"]?.source == .visible)
    }

    @Test(arguments: [
        "<p>By the river it grows well</p>", "<p>5 min read</p>", "<p>By admin</p>",
        "<a href='/author/x'>View all posts</a>",
    ])
    func whatIsNoByline(_ html: String) throws {
        #expect(try page(below: html).author == nil)
    }

    @Test(arguments: [
        ("<p>May 17, 2024</p>", "2024-05-17"), ("<p>17 de maio de 2024</p>", "2024-05-17"),
        ("<p>Veröffentlicht am 17. Mai 2024</p>", "2024-05-17"), ("<span>Published: 2024-05-17</span>", "2024-05-17"),
        ("<time datetime='2024-05-17T08:00:00Z'>yesterday</time>", "2024-05-17"),
    ])
    func visibleDates(_ html: String, _ expected: String) throws {
        #expect(try page(below: html).date == expected)
    }

    @Test(arguments: [
        "<p>© 2024</p>", "<p>$ 2024</p>", "<p>Call 555 2024 17</p>", "<p>Since 2010</p>", "<p>20240517</p>",
    ])
    func whatIsNoDate(_ html: String) throws {
        #expect(try page(below: html).date == nil)
    }

    @Test func softwareDatesWhatNobodyDated() throws {
        let dated = #"<meta property="article:published_time" content="2024-05-17">"#
        #expect(try page(head: dated).date == "2024-05-17")
        #expect(try page(head: dated + #"<meta property="og:type" content="website">"#).date == nil)
        #expect(try page(head: dated + #"<meta property="og:type" content="product">"#).date == nil)
        let whole = #"<script type="application/ld+json">{"@type":"WebPage","datePublished":"2024-05-17"}</script>"#
        #expect(try page(head: whole).date == nil)
    }

    @Test func structuredDataEvenBroken() throws {
        let head = #"""
            <script type="application/ld+json">
            {"@type": ["NewsArticle"], "headline": "Hairgrass", "author": [{"name": "Ana Ribeiro"}, {"name": "Tom Weed"}],
             "datePublished": "2024-05-17T08:00:00Z", "dateModified": "2024-06-01", "keywords": "grass, shrimp",
             "license": "https://creativecommons.org/licenses/by/4.0/", }
            </script>
            """#
        let page = try page(head: head)
        #expect(page.author == "Ana Ribeiro, Tom Weed")
        #expect(page.date == "2024-05-17")
        #expect(page.modified == "2024-06-01")
        #expect(page.tags == ["grass", "shrimp"])
        #expect(page.licence == "https://creativecommons.org/licenses/by/4.0/")
        #expect(page.provenance["date"] == Provenance(source: .structuredData, confidence: 0.9))
    }

    @Test func microdata() throws {
        let page = try page(
            below: #"<div itemprop="author" itemscope><span itemprop="name">Ana Ribeiro</span></div>"#
                + #"<meta itemprop="datePublished" content="2024-05-17">"#)
        #expect(page.author == "Ana Ribeiro")
        #expect(page.date == "2024-05-17")
    }

    @Test func theAddressIsThePagesOwnWhereItTellsIt() throws {
        #expect(try page(head: "<link rel=canonical href='https://still.example/2024/05/17/x'>").date == "2024-05-17")
    }

    @Test(arguments: [
        (
            "en",
            "The plants that are in the tank have to be cut, and it is not for the first time that they have grown so."
        ),
        (
            "de",
            "Die Pflanzen in dem Becken sind nicht neu, und sie werden mit einer Schere von Hand auf das Maß gebracht, das für sie gut ist."
        ),
        (
            "pt",
            "As plantas que estão em um aquário não são para todos, e o que se faz com elas é mais do que uma moda por aqui."
        ),
        ("ru", "Растения в аквариуме растут быстро."), ("ja", "水草はゆっくり育ちます。"), ("el", "Τα φυτά μεγαλώνουν γρήγορα."),
    ])
    func languageOfAPageThatDoesNotTell(_ language: String, _ text: String) {
        #expect(LanguageGuess.language(of: text) == language)
    }

    @Test func noLanguageIsGuessedFromLittle() {
        #expect(LanguageGuess.language(of: "Total 12 34 56") == nil)
        #expect(LanguageGuess.language(of: "") == nil)
    }

    @Test func readingTime() throws {
        #expect(try page().readingMinutes == 1)
        #expect(try ExtractedPage.extract(bytes: []).readingMinutes == 0)
    }
}
