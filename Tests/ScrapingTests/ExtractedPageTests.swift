import Testing

@testable import Scraping

@Suite struct ExtractedPageTests {
    private static let sentence =
        "The carpet of hairgrass spread across the foreground within six weeks, and the shrimp followed it. "

    private func page(_ body: String, head: String = "") throws -> ExtractedPage {
        try ExtractedPage.extract(
            bytes: Array("<html lang=en_us><head>\(head)</head><body>\(body)</body></html>".utf8),
            url: "https://still.example/2024/05/17/hairgrass.html")
    }

    private var article: String {
        """
        <nav><a href=/>Home</a> <a href=/about>About us</a></nav>
        <div class="sidebar"><p>\(Self.sentence)</p></div>
        <article><h1>Hairgrass</h1><p class=byline>By Ana Ribeiro</p><p>\(Self.sentence)</p>
        <h2>Light</h2><ul><li>Bright <b>lamps</b></li><li>Six hours</li></ul>
        <table><tr><th>Lamp</th><th>Watts</th></tr><tr><td>A</td><td>10</td></tr></table>
        <pre class="language-swift">let x = 1
          x + 1</pre><blockquote><p>Patience.</p></blockquote>
        <figure><img src="/i/tank.jpg" alt="A tank"><figcaption>A tank in May</figcaption></figure>
        <p>\(Self.sentence)<a href="more.html">More</a> on it.</p></article>
        <footer>All rights reserved. <a href=/imprint>Imprint</a></footer>
        """
    }

    @Test func contentWithoutItsSurroundings() throws {
        let page = try page(article)
        #expect(
            page.markdown == """
                # Hairgrass

                \(Self.sentence.dropLast())

                ## Light

                - Bright **lamps**
                - Six hours

                | Lamp | Watts |
                | --- | --- |
                | A | 10 |

                ```swift
                let x = 1
                  x + 1
                ```

                > Patience.

                ![A tank](https://still.example/i/tank.jpg)

                A tank in May

                \(Self.sentence)[More](https://still.example/2024/05/17/more.html) on it.

                """)
        #expect(page.images == [ExtractedImage(url: "https://still.example/i/tank.jpg", alt: "A tank")])
    }

    @Test func metadata() throws {
        let page = try page(
            article,
            head: #"<title>Hairgrass | Still Water</title><meta property="og:site_name" content="Still Water">"#
                + #"<link rel=canonical href="/h"><meta name=description content="On grass">"#)
        #expect(page.title == "Hairgrass")
        #expect(page.author == "Ana Ribeiro")
        #expect(page.date == "2024-05-17")
        #expect(page.language == "en-us")
        #expect(page.site == "Still Water")
        #expect(page.url == "https://still.example/h")
        #expect(page.description == "On grass")
    }

    @Test func nothingIsInvented() throws {
        let page = try ExtractedPage.extract(bytes: Array("<p>\(Self.sentence) in March 2020</p>".utf8))
        #expect(page.author == nil)
        #expect(page.date == nil)
        #expect(page.title == nil)
        #expect(page.language == nil)
    }

    @Test func aNameOnTheWrapperCostsNothing() throws {
        let page = try page("<div class='has-sidebar page-footer-wide'><div class=popup>\(article)</div></div>")
        #expect(page.text.contains("shrimp"))
        #expect(page.text.contains("Patience."))
    }

    @Test func brokenPagesGiveWhatTheyHold() throws {
        #expect(try page("").text.isEmpty)
        #expect(try page("<p>\(Self.sentence)").text.contains("hairgrass"))
        #expect(
            try page("<noscript><p>\(String(repeating: Self.sentence, count: 12))</p></noscript>").text.contains(
                "shrimp"))
        #expect(try page("<table><tr><td><p>\(Self.sentence)</p></table></div></b>").text.contains("shrimp"))
        let bomb = String(repeating: "<div>", count: 50_000) + Self.sentence
        _ = try page(bomb)
    }

    @Test func textThatOnlyScriptsWouldShow() throws {
        let posts = (1...8).map { "<p>Post \($0). \(Self.sentence)\(Self.sentence)</p>" }
        let inner = #"{\"posts\":["# + posts.map { #"{\"html\":\"\#($0)\"}"# }.joined(separator: ",") + "]}"
        let state = #"{"topic":"\#(inner)","theme":"dark","unread":"<p>short</p>"}"#
        let page = try page("<div id=app data-state='\(state)'></div><noscript>Needs scripts.</noscript>")
        #expect(page.text.hasPrefix("Post 1. The carpet"))
        #expect(page.text.contains("Post 8."))
        #expect(!page.text.contains("dark"))
    }
}
