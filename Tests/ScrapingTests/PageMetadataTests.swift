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

    @Test func microdataBesideTheTitle() throws {
        let page = try page(
            below: #"""
                <div itemscope itemtype="https://schema.org/BlogPosting"><meta itemprop="dateModified" content="2024-06-01">
                <img itemprop="image" src="/tank.jpg"><a itemprop="license" href="/by">BY</a>
                <p itemprop="author" itemscope itemtype="https://schema.org/Person"><img itemprop="image" src="/ana.jpg"></p></div>
                """#, url: "https://e.org/x")
        #expect(page.modified == "2024-06-01" && page.licence == "https://e.org/by")
        #expect(page.image == "https://e.org/tank.jpg")
    }

    /// As in W3C, RDFa Lite 1.1, with the properties of an article.
    @Test func rdfaLite() throws {
        let page = try page(
            below: #"""
                <div vocab="http://schema.org/" typeof="BlogPosting" resource="#post"><h2 property="headline">Moss</h2>
                <p property="author" typeof="Person"><img property="image" src="/ana.jpg"><b property="name">Ana Ribeiro</b></p>
                <time property="datePublished" datetime="2024-05-17T08:00">then</time><meta property="dateModified"
                content="2024-06-01"><img property="image" src="/tank.jpg"><a property="license" href="/by">BY</a></div>
                """#, url: "https://e.org/x")
        #expect(page.title == "Moss" && page.provenance["title"] == Provenance(source: .rdfa, confidence: 0.8))
        #expect(page.author == "Ana Ribeiro" && page.provenance["author"] == Provenance(source: .rdfa, confidence: 0.7))
        #expect(page.date == "2024-05-17" && page.provenance["date"] == Provenance(source: .rdfa, confidence: 0.9))
        #expect(page.modified == "2024-06-01" && page.licence == "https://e.org/by")
        #expect(page.image == "https://e.org/tank.jpg", "the author's picture is not the page's")
    }

    @Test(arguments: [
        // A prefix of the initial context, one that is declared, an address in full, several properties at once.
        (#"<p typeof="schema:Article"><b property="schema:author">Ana Ribeiro</b></p>"#, "Ana Ribeiro"),
        (
            #"<p prefix="x: http://purl.org/dc/terms/" typeof="foaf:Document"><b property="x:creator">Ana Ribeiro</b></p>"#,
            "Ana Ribeiro"
        ),
        (#"<p vocab=""><b property="y http://schema.org/author z">Ana Ribeiro</b></p>"#, "Ana Ribeiro"),
        // A thing that another refers to by its name, and one that stands before it.
        (
            ##"<p vocab="https://schema.org/"><a property="author" href="#a">her</a><b resource="#a" typeof="Person"><i property="name">Ana Ribeiro</i></b></p>"##,
            "Ana Ribeiro"
        ),
        // No vocabulary is in force, another is, an inner one ends, a prefix nobody declares.
        (#"<p typeof="Article"><b property="author">Ana Ribeiro</b></p>"#, nil),
        (#"<p vocab="http://e.org/" typeof="Article"><b property="author">Ana Ribeiro</b></p>"#, nil),
        (#"<p><i vocab="http://schema.org/">x</i><b property="author">Ana Ribeiro</b></p>"#, nil),
        (#"<p typeof="q:Article"><b property="q:author">Ana Ribeiro</b></p>"#, nil),
        // A comment's author, and one of several articles': none is the page's.
        (#"<p vocab="http://schema.org/" typeof="Comment"><b property="author">Ana Ribeiro</b></p>"#, nil),
        (
            #"<div vocab="http://schema.org/"><p typeof="Article"><b property="author">Ana Ribeiro</b></p><p typeof="Article"><b property="author">Tom Weed</b></p></div>"#,
            nil
        ),
    ])
    func whatAnRDFaTermMeans(_ html: String, _ author: String?) throws {
        #expect(try page(below: html).author == author)
    }

    @Test func rdfaWithoutEndIsReadToItsLimits() throws {
        let clock = ContinuousClock()
        let start = clock.now
        let opened = String(
            repeating:
                ##"<b vocab="http://schema.org/" prefix="a: b c: d" typeof="Article" property="author name" resource="#x">"##,
            count: 20_000)
        #expect(try page(below: opened).author == nil)
        #expect(clock.now - start < .seconds(20))
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
