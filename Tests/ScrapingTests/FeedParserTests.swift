import Markup
import Testing

@testable import Scraping

@Suite struct FeedParserTests {
    private func parse(_ text: String) throws -> Feed {
        try FeedParser.parse(bytes: Array(text.utf8), url: "https://example.org/feeds/all.xml")
    }

    @Test func rss2() throws {
        let feed = try parse(
            """
            <?xml version="1.0" encoding="utf-8"?>
            <rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
              xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/">
            <channel><title>Tank &amp; Co &nbsp; AT&T</title><link>/</link><language>en</language>
            <item><title>One <b>bold</b></title><link>../a?x=1&y=2</link><guid isPermaLink="false">id-1</guid>
              <description>&lt;p&gt;Short&lt;/p&gt;</description><content:encoded><![CDATA[<p>Long &amp; x</p>]]></content:encoded>
              <dc:creator>Ana</dc:creator><pubDate>Fri, 17 May 2024 08:30:15 GMT</pubDate>
              <media:thumbnail url="/i.jpg"/></item>
            <item><guid>https://example.org/two</guid><title>Two</title><author>b@x.org (Bo)</author></item>
            </channel></rss>
            """)
        #expect(feed.title == "Tank & Co AT&T")
        #expect(feed.link == "https://example.org/")
        #expect(feed.items.count == 2)
        let one = feed.items[0]
        #expect(one.title == "One bold")
        #expect(one.link == "https://example.org/a?x=1&y=2")
        #expect(one.id == "id-1")
        #expect(one.summary == "Short")
        #expect(one.contentHTML == "<p>Long &amp; x</p>")
        #expect(one.author == "Ana")
        #expect(one.published == "2024-05-17T08:30:15Z")
        #expect(one.image == "https://example.org/i.jpg")
        #expect(feed.items[1].link == "https://example.org/two")
        #expect(feed.items[1].author == "Bo")
    }

    @Test func atomWithBase() throws {
        let feed = try parse(
            """
            <feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://b.org/x/" xml:lang="pt">
            <title type="html">A &amp;amp; B</title><link rel="self" href="self"/><link href="."/>
            <entry xml:base="y/"><id>urn:1</id><title>T</title><link rel="alternate" href="z"/>
            <updated>2024-05-17T10:00:00+02:00</updated><author><name>Eva</name></author>
            <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Hi <a href="q">there</a></p></div></content>
            </entry></feed>
            """)
        #expect(feed.title == "A & B")
        #expect(feed.link == "https://b.org/x/")
        #expect(feed.language == "pt")
        let entry = try #require(feed.items.first)
        #expect(entry.link == "https://b.org/x/y/z")
        #expect(entry.updated == "2024-05-17T08:00:00Z")
        #expect(entry.author == "Eva")
        #expect(entry.contentHTML == #"<p>Hi <a href="https://b.org/x/y/q">there</a></p>"#)
    }

    @Test func rdfAndJSON() throws {
        let rdf = try parse(
            """
            <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">
            <channel rdf:about="x"><title>R</title></channel>
            <item rdf:about="https://r.org/1"><title>I</title><link>https://r.org/1</link></item></rdf:RDF>
            """)
        #expect(rdf.items.map(\.id) == ["https://r.org/1"])
        let json = try parse(
            #"{"version": "https://jsonfeed.org/version/1.1", "title": "J", "items": [{"id": 7, "url": "/p", "#
                + #""content_html": "<p>x</p>", "date_published": "2024-05-17T00:00:00Z", "authors": [{"name": "N"}]},]}"#
        )
        #expect(json.items.first?.id == "7")
        #expect(json.items.first?.link == "https://example.org/p")
        #expect(json.items.first?.author == "N")
    }

    @Test func hostileFeedsAreRefusedOrHarmless() throws {
        let laughs =
            #"<!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><rss><channel><title>&b;</title></channel></rss>"#
        #expect(try parse(laughs).title == "&b;", "an entity that names others is not expanded")
        let outside = #"<!DOCTYPE rss SYSTEM "file:///etc/passwd"><rss><channel><title>&x;</title></channel></rss>"#
        #expect(try parse(outside).title == "&x;")
        #expect(throws: MarkupError.self) { try parse("<html><body>no feed</body></html>") }
        #expect(throws: MarkupError.self) { try parse("") }
        #expect(try parse("<rss><channel><title>&#1114112; &#0; &#xD800; \\x</title>").title?.hasSuffix("\\x") == true)
        let deep = "<rss>" + String(repeating: "<a>", count: 50_000)
        _ = try? parse(deep)
    }

    @Test func truncatedFeedKeepsWhatCame() throws {
        let feed = try parse("<rss><channel><title>T</title><item><title>A</title></item><item><title>B")
        #expect(feed.items.map(\.title) == ["A", "B"])
    }

    @Test func sitemaps() throws {
        let urls = try SitemapParser.parse(
            bytes: Array(
                "<urlset><url><loc> https://a.org/1?x&y </loc><lastmod>2024-05-17</lastmod></url><url/></urlset>".utf8))
        #expect(urls.pages == [Sitemap.Entry(url: "https://a.org/1?x&y", modified: "2024-05-17T00:00:00Z")])
        let index = try SitemapParser.parse(
            bytes: Array("<sitemapindex><sitemap><loc>https://a.org/s.xml</loc></sitemap></sitemapindex>".utf8))
        #expect(index.sitemaps == ["https://a.org/s.xml"])
        let text = try SitemapParser.parse(bytes: Array("https://a.org/1\nnot one\nhttps://a.org/2".utf8))
        #expect(text.pages.map(\.url) == ["https://a.org/1", "https://a.org/2"])
    }
}
