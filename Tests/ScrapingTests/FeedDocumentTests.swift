import Foundation
import Markup
import Testing

@testable import Scraping

/// What `presswork feed --json` prints: the names that feedparser made known.
@Suite struct FeedDocumentTests {
    private func document(
        _ text: String, _ transport: FeedParser.Transport = FeedParser.Transport()
    ) throws -> FeedDocument {
        try FeedParser.document(Array(text.utf8), transport)
    }

    private func entry(_ inner: String, root: String = #"<rss version="2.0" "#) throws -> FeedFields {
        let names =
            #"xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" xmlns:media="http://search.yahoo.com/mrss/" "#
            + #"xmlns:dc="http://purl.org/dc/elements/1.1/""#
        let document = try document("\(root)\(names)><channel><item>\(inner)</item></channel></rss>")
        return try #require(document.entries.first)
    }

    @Test func texts() throws {
        let entry = try entry(
            "<title>A &lt;b&gt;b&lt;/b&gt;</title><description>&lt;p&gt;x&lt;script&gt;y&lt;/script&gt;&lt;/p&gt;</description>"
                + "<description>more</description>")
        #expect(entry["title_detail"]?.fields?.text("type") == "text/html", "an RSS title that is markup is markup")
        #expect(entry.text("summary") == "<p>x</p>")
        #expect(entry.text("description") == "<p>x</p>")
        #expect(entry["content"]?.list.first?.fields?.text("value") == "more", "a second summary is content")
    }

    @Test func relativeAddressesInMarkupBecomeAbsolute() throws {
        let document = try document(
            #"<rss version="2.0"><channel><item><description>&lt;a href="../x" onclick="evil()"&gt;x&lt;/a&gt;&lt;img src=i&gt;"#
                + "</description></item></channel></rss>",
            FeedParser.Transport(contentLocation: "/feeds/", url: "https://example.org/a/b"))
        #expect(
            document.entries[0].text("summary")
                == #"<a href="https://example.org/x">x</a><img src="https://example.org/feeds/i" />"#)
    }

    @Test func peopleTagsAndFlags() throws {
        let entry = try entry(
            "<author>ana@example.org (Ana)</author><category domain='s'>a</category><category domain='s'>a</category>"
                + "<itunes:keywords>b, c</itunes:keywords><itunes:explicit>yes</itunes:explicit>"
                + "<itunes:category text='d'/><dc:subject>e</dc:subject>")
        #expect(entry.text("author") == "Ana (ana@example.org)")
        #expect(entry["author_detail"]?.fields?.text("email") == "ana@example.org")
        #expect(entry["tags"]?.list.compactMap { $0.fields?.text("term") } == ["a", "b", "c", "d", "e"])
        #expect(entry["itunes_explicit"] == .number(1))
    }

    @Test func datesAreISOAndNinefold() throws {
        let entry = try entry("<pubDate>Thu, 01 Jan 2004 19:48:21 -0300</pubDate><dc:date>no date</dc:date>")
        #expect(entry.text("published") == "2004-01-01T22:48:21Z")
        #expect(
            entry["published_parsed"]?.list
                == [2004, 1, 1, 22, 48, 21, 3, 1, 0].map { .number($0) })
        #expect(entry.text("updated") == "no date")
        #expect(entry["updated_parsed"] == .null)
    }

    @Test func languageAndBaseAreInherited() throws {
        let document = try document(
            #"<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de" xml:base="https://b.org/"><entry xml:base="x/">"#
                + #"<title xml:lang="">T</title><content type="html" xml:base="y/">c</content></entry></feed>"#)
        #expect(document.feed.text("language") == "de")
        let title = try #require(document.entries[0]["title_detail"]?.fields)
        #expect(title["language"] == .null)
        #expect(title.text("base") == "https://b.org/x/")
        #expect(document.entries[0]["content"]?.list[0].fields?.text("base") == "https://b.org/x/y/")
    }

    @Test(arguments: [
        ("<rss><channel><title>a</title></channel></rss>", false),
        ("<rss><channel><title>a & b</title></channel></rss>", true),
        ("<rss><channel><title>a</title></rss>", true), ("<rss><channel><title a=b>a</title></channel></rss>", true),
        ("<rss><channel><title>&eacute;</title></channel></rss>", true), ("<rss><x:a/></rss>", true),
        ("<!DOCTYPE rss [<!ENTITY e \"x\">]><rss><channel><title>&e;</title></channel></rss>", false),
    ])
    func bozoMeansNotWellFormed(_ text: String, _ isMalformed: Bool) throws {
        #expect(try document(text).isMalformed == isMalformed)
    }

    @Test(
        arguments: [
            ("text/xml", nil, "us-ascii"), ("application/xml", nil, "utf-8"),
            ("application/xml", "iso-8859-1", "iso-8859-1"),
            ("text/xml; charset = 'UTF-8'", "iso-8859-1", "utf-8"), (nil, "koi8-r", "koi8-r"),
        ] as [(String?, String?, String)])
    func encodings(_ contentType: String?, _ declared: String?, _ expected: String) throws {
        let declaration = declared.map { "<?xml version=\"1.0\" encoding=\"\($0)\"?>" } ?? ""
        let document = try document(declaration + "<rss/>", FeedParser.Transport(contentType: contentType))
        #expect(document.encoding == expected)
        #expect(!document.isMalformed)
    }

    @Test func jsonIsEscapedAndParses() throws {
        let document = try document("<rss><channel><title>a\"\\\u{1F41F}\n\tb</title></channel></rss>")
        let text = String(decoding: FeedJSON.bytes(of: document), as: UTF8.self)
        #expect(text.contains(#""title":"a\"\\🐟\n\tb""#))
        #expect(text.hasSuffix("}\n"))
    }

    @Test func everyCharacterIsEscapedWhereverItStands() throws {
        for code in 0..<0x82 {
            let scalar = try #require(Unicode.Scalar(UInt32(code)))
            for length in code == 0x22 ? [0, 7, 4094, 4095, 4096] : [0, 1, 7, 8] {
                let text = String(repeating: "a", count: length) + String(scalar) + "b\"\\c"
                var output: [UInt8] = []
                FeedJSON.write(.list([.text(text)]), to: &output)
                let read = try JSONDecoder().decode([String].self, from: Data(output))
                #expect(
                    read.map { Array($0.utf8) } == [Array(text.utf8)], "U+\(String(code, radix: 16)) behind \(length)")
            }
        }
    }

    @Test func aYearOutOfTheOrdinaryIsWrittenAsItIs() throws {
        let date = try #require(FeedDate("0000-01-01T00:00:00+01:00"))
        var output: [UInt8] = []
        FeedJSON.write(.list([.moment(date), .text(date.iso)]), to: &output)
        #expect(String(decoding: output, as: UTF8.self) == #"[[-1,12,31,23,0,0,4,365,0],"-1-12-31T23:00:00Z"]"#)
    }

    @Test func aFeedIsWrittenPieceByPieceAsItIsWrittenWhole() throws {
        let entries = (0..<3_000).map {
            "<item><title>T \($0)</title><description>&lt;p&gt;x\($0)</description></item>"
        }
        let feeds = [
            "<rss version='2.0'><channel><title>A</title>\(entries.joined())</channel></rss>",
            "<feed xmlns='http://www.w3.org/2005/Atom' xml:lang='pt'><entry><title>E</title></entry></feed>",
            "<rss version='2.0'><channel><title>none</title></channel></rss>",
            #"{"version":"https://jsonfeed.org/version/1","title":"C","items":[{"id":"1"}]}"#,
        ]
        for feed in feeds {
            var pieces: [[UInt8]] = []
            try FeedParser.writeJSON(Array(feed.utf8)) { pieces.append($0) }
            #expect(pieces.flatMap(\.self) == FeedJSON.bytes(of: try FeedParser.document(Array(feed.utf8))))
            #expect((pieces.count > 1) == (feed.utf8.count > 100_000), "a small feed is one piece")
        }
        #expect(throws: MarkupError.self) { try FeedParser.writeJSON(Array("<html/>".utf8)) { _ in } }
    }
}
