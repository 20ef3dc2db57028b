import Markup
import PressworkTestSupport
import Testing

@testable import Scraping

/// Bytes that were made to hurt: each is read or refused within a bounded time, and nothing outside is read for it.
@Suite(.computing) struct HostileFeedTests {
    /// CPU time of this thread that one document may take. A build for debugging is many times slower: 4 s for the worst,
    /// which cores that are shared make longer.
    #if DEBUG
        private static let limit: Duration = .seconds(30)
    #else
        private static let limit: Duration = .milliseconds(200)
    #endif

    static let attacks: [(String, String)] = [
        ("attribute bomb", "<rss " + (0..<40_000).map { "a\($0)='x' " }.joined() + "><channel/></rss>"),
        ("one attribute again and again", "<rss " + String(repeating: "a=1 ", count: 100_000) + "/>"),
        ("100,000 nested tags", "<rss>" + String(repeating: "<a>", count: 100_000)),
        (
            "nested, then closed in the wrong order",
            "<rss>" + String(repeating: "<a><b>", count: 50_000) + String(repeating: "</a></b>", count: 50_000)
        ),
        ("end tags alone", "<rss>" + String(repeating: "</x>", count: 200_000)),
        ("unterminated comments", "<rss>" + String(repeating: "<!-- ", count: 100_000)),
        ("unterminated CDATA", "<rss>" + String(repeating: "<![CDATA[ ", count: 50_000)),
        ("open quotes", "<rss>" + String(repeating: "<a b='", count: 100_000)),
        ("open brackets", String(repeating: "<", count: 300_000)),
        ("declarations", "<rss>" + String(repeating: "<!x ", count: 100_000)),
        ("instructions", "<rss>" + String(repeating: "<?x ", count: 100_000)),
        ("ampersands", "<rss><channel><title>" + String(repeating: "&", count: 300_000)),
        (
            "semicolons far away",
            "<rss><channel><title>" + String(repeating: "&aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", count: 10_000)
        ),
        ("namespaces", "<rss>" + (0..<20_000).map { "<a xmlns:p\($0)='u\($0)'/>" }.joined() + "</rss>"),
        ("nested namespaces", "<rss>" + (0..<20_000).map { "<a xmlns:p\($0)='u\($0)'>" }.joined() + "<q:x/>"),
        ("names", "<rss>" + (0..<30_000).map { "<n\($0)/>" }.joined() + "</rss>"),
        (
            "billion laughs",
            "<!DOCTYPE rss [<!ENTITY a0 \"ha\">"
                + (1..<30).map { "<!ENTITY a\($0) \"&a\($0 - 1);&a\($0 - 1);\">" }.joined()
                + "]><rss><channel><title>&a29;</title></channel></rss>"
        ),
        (
            "quadratic entity",
            "<!DOCTYPE rss [<!ENTITY a \"" + String(repeating: "x", count: 250) + "\">]><rss><channel><title>"
                + String(repeating: "&a;", count: 100_000) + "</title></channel></rss>"
        ),
        (
            "external entity",
            "<!DOCTYPE rss [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><rss><channel><title>&x;</title></channel></rss>"
        ),
        ("10,000 bases", "<rss>" + (0..<10_000).map { _ in "<a xml:base='b/'>" }.joined()),
        ("tags", "<rss><channel><item>" + (0..<20_000).map { "<category>c\($0)</category>" }.joined()),
        ("links", "<rss><channel><item>" + String(repeating: "<link>/x</link>", count: 30_000)),
        ("members", "<rss><channel><item>" + (0..<20_000).map { "<x\($0)>y</x\($0)>" }.joined()),
        (
            "markup in a title",
            "<rss><channel><item><description>" + String(repeating: "&lt;a href='", count: 50_000)
        ),
        (
            "scripts that never end",
            "<rss><channel><item><description>" + String(repeating: "&lt;script&gt;", count: 50_000)
        ),
        (
            "comments in markup",
            "<rss><channel><item><description>" + String(repeating: "&lt;!--", count: 50_000)
        ),
        ("deep JSON", String(repeating: "{\"items\":[", count: 50_000)),
        ("controls", "<rss>" + String(repeating: "\u{0}\u{1}\u{B}", count: 100_000) + "</rss>"),
    ]

    @Test(arguments: attacks.indices)
    func feedsAreBoundedInTime(_ index: Int) {
        let (name, text) = Self.attacks[index]
        let bytes = Array(text.utf8)
        let time = cpuTime {
            do {
                let document = try FeedParser.document(bytes)
                _ = Feed(document)
                let output = FeedJSON.bytes(of: document)
                #expect(output.count < 8 << 20, "\(name) became \(output.count) bytes")
                #expect(!String(decoding: output, as: UTF8.self).contains("root:"), "\(name)")
            } catch let error as MarkupError {
                #expect(!error.message.isEmpty)
            } catch {
                Issue.record("\(name): \(error)")
            }
        }
        #expect(time < Self.limit, "\(name) took \(time)")
    }

    @Test(arguments: attacks.indices)
    func sitemapsAndRobotsAreBoundedInTime(_ index: Int) {
        let (name, text) = Self.attacks[index]
        let bytes = Array(text.utf8)
        let time = cpuTime {
            do throws(MarkupError) {
                _ = try SitemapParser.parse(bytes: bytes, url: "https://example.org/sitemap.xml")
            } catch {
                #expect(!error.message.isEmpty)
            }
            _ = RobotsFile(bytes).allows("/a", agent: "presswork")
        }
        #expect(time < Self.limit, "\(name) took \(time)")
    }

    @Test func rulesThatBacktrackAreBoundedInTime() {
        let rule = "Disallow: /" + String(repeating: "*a", count: 200) + "$\n"
        let robots = RobotsFile(Array(("User-agent: *\n" + String(repeating: rule, count: 1000)).utf8))
        let path = "/" + String(repeating: "a", count: 2000) + "b"
        let time = cpuTime { #expect(robots.allows(path, agent: "presswork")) }
        #expect(time < Self.limit, "\(time)")
    }

    @Test(arguments: ["utf-16", "utf-32", "utf-7", "ebcdic-cp-us", "x", "", "gb18030", "iso-2022-jp", "big5"])
    func charsetsThatLieLoseNothingElse(_ charset: String) throws {
        let text = "<?xml version='1.0' encoding='\(charset)'?><rss><channel><title>plain</title></channel></rss>"
        #expect(try FeedParser.document(Array(text.utf8)).feed.text("title") == "plain")
        let transport = FeedParser.Transport(contentType: "application/xml; charset=\(charset)")
        let document = try? FeedParser.document(
            Array("<rss><channel><title>plain</title></channel></rss>".utf8), transport)
        // Read as wide characters the document holds no element, which is an answer too.
        if let document { #expect(document.feed.text("title") == "plain") }
    }

    /// Feeds, sitemaps and rules with bytes changed at random: nothing traps, and time stays bounded.
    @Test func mutationsNeverTrap() {
        let seed = UInt64.random(in: .min ... .max)
        var generator = SeededGenerator(seed: seed)
        func random(_ bound: Int) -> Int { Int.random(in: 0..<bound, using: &generator) }
        let seeds = HostileFixtures.documents.map { Array($0.utf8) }
        let pieces = HostileFixtures.pieces.map { Array($0.utf8) }
        for round in 0..<1500 {
            var bytes = seeds[round % seeds.count]
            for _ in 0...random(6) {
                let place = random(bytes.count + 1)
                switch random(5) {
                case 0: bytes.insert(contentsOf: pieces[random(pieces.count)], at: place)
                case 1: bytes.removeSubrange(place..<min(bytes.count, place + random(40)))
                case 2 where place < bytes.count: bytes[place] = UInt8(random(256))
                case 3: bytes.removeSubrange(place...)
                default:
                    let other = seeds[random(seeds.count)]
                    let start = random(other.count)
                    bytes.insert(contentsOf: other[start..<min(other.count, start + random(200))], at: place)
                }
            }
            let time = cpuTime {
                do throws(MarkupError) {
                    let document = try FeedParser.document(bytes, FeedParser.Transport(url: "https://example.org/f"))
                    _ = (Feed(document), FeedJSON.bytes(of: document))
                } catch { #expect(!error.message.isEmpty) }
                do throws(MarkupError) { _ = try SitemapParser.parse(bytes: bytes) } catch {
                    #expect(!error.message.isEmpty)
                }
                _ = RobotsFile(bytes).allows("/a?b", agent: "presswork")
            }
            #expect(time < Self.limit, "seed \(seed), round \(round)")
        }
    }
}

/// What mutations begin with.
enum HostileFixtures {
    static let documents = [
        """
        <?xml version="1.0"?><rss version="2.0" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"><channel>
        <title>A &amp; b</title><link>/</link><item><title>x</title><guid>https://e.org/1</guid><pubDate>Thu, 01 Jan 2004
        19:48:21 GMT</pubDate><author>a@b.org (A)</author><description><![CDATA[<p>x <a href="y">z</a></p>]]></description>
        <enclosure url="/a.mp3" length="1" type="audio/mpeg"/><itunes:explicit>yes</itunes:explicit></item></channel></rss>
        """,
        """
        <feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://e.org/"><title type="html">&lt;b&gt;t&lt;/b&gt;</title>
        <entry><id>urn:1</id><updated>2024-05-17T10:00:00+02:00</updated><author><name>E</name><uri>u</uri></author>
        <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Hi <br/><i>you</i></p></div></content>
        <summary type="application/octet-stream">SGVsbG8=</summary></entry></feed>
        """,
        #"{"version":"https://jsonfeed.org/version/1.1","title":"J","items":[{"id":1,"url":"/p","content_html":"<p>x","tags":["a"]}]}"#,
        "<urlset><url><loc>https://a.org/1?x&amp;y</loc><lastmod>2024-05-17</lastmod></url></urlset>",
        "User-agent: *\nDisallow: /a*b$\nAllow: /%C3%A9\nCrawl-delay: 2\nSitemap: https://a.org/s.xml\n",
    ]
    static let pieces = [
        "<", ">", "&", "&#", "&#x110000;", "&amp", "<![CDATA[", "]]>", "<!--", "-->", "<?", "?>", "</", "/>", "xmlns:",
        "'",
        "\"", "=", "\u{0}", "\u{FEFF}", "é", "🐟", "<!DOCTYPE a [<!ENTITY b \"c\">]>", "&b;", "xml:base=\"", "http:///",
        "//",
        "javascript:", "99999999999999999999", "-1", "<item>", "<entry>", "<channel>", "<content type=\"xhtml\">",
        "\\u12",
    ]
}
