import PressworkTestSupport
import Testing

@testable import Markup

/// The tree as brackets: `body(p("a") p("b"))`.
@Suite(.computing) struct HTMLReaderTests {
    private func shape(_ html: String) throws -> String {
        let tree = try HTMLTree.parse(Array(html.utf8))
        guard let body = tree.first(.body) else { return "" }
        func write(_ node: Int) -> String {
            if tree.nodes[node].tag == .text {
                return "\"" + String(decoding: tree.textBytes(of: node), as: UTF8.self) + "\""
            }
            let inner = tree.children(of: node).map(write).joined(separator: " ")
            return "\(tree.nodes[node].tag)" + (inner.isEmpty ? "" : "(\(inner))")
        }
        return tree.children(of: body).map(write).joined(separator: " ")
    }

    @Test(arguments: [
        ("<p>a<p>b", #"p("a") p("b")"#),
        ("<p>a<div>b</div>c", #"p("a") div("b") "c""#),
        ("<ul><li>a<li>b<ul><li>c</ul><li>d</ul>", #"ul(li("a") li("b" ul(li("c"))) li("d"))"#),
        ("<dl><dt>a<dd>b<dt>c</dl>", #"dl(dt("a") dd("b") dt("c"))"#),
        ("<h2>a<h3>b</h2>c", #"h2("a") h3("b") "c""#),
        ("<select><option>a<option>b</select>c", #"select(option("a") option("b")) "c""#),
        ("<button>a<button>b</button>", #"button("a") button("b")"#),
        ("<p>a<br>b<img src=x>c", #"p("a" br "b" img "c")"#),
        ("<picture><source srcset=a><img src=b></picture>c", #"picture(source img) "c""#),
        ("<div>a</span></section>b</div>c", #"div("a" "b") "c""#),
        ("a</body></html><p>b", #""a" p("b")"#),
    ])
    func tagsThatNobodyWrote(_ html: String, _ expected: String) throws {
        #expect(try shape(html) == expected)
    }

    @Test(arguments: [
        ("<table><tr><td>a<td>b<tr><td>c</table>d", #"table(tr(td("a") td("b")) tr(td("c"))) "d""#),
        ("<table><td>a</table>", #"table(tr(td("a")))"#),
        ("<table><tr><td><table><tr><td>a</table>b</table>", #"table(tr(td(table(tr(td("a"))) "b")))"#),
        ("<table><tr><td><div>a</table>b", #"table(tr(td(div("a")))) "b""#),
        ("<div><table><tr><td></div>a</td></tr></table>b</div>", #"div(table(tr(td("a"))) "b")"#),
        ("<td>a</td>b", #""a" "b""#),
    ])
    func tables(_ html: String, _ expected: String) throws {
        #expect(try shape(html) == expected)
    }

    @Test(arguments: [
        ("<a href=x>a<a href=y>b</a>c", #"a("a") a("b") "c""#),
        ("<a href=x><div>a</a>b</div>c", #"a(div("a")) div("b") "c""#),
        ("<b>a<i>b</b>c", #"b("a" i("b")) "c""#),
        ("<b><div>a</b>b</div>", #"b(div("a" "b"))"#),
    ])
    func linksEndWhereTheySay(_ html: String, _ expected: String) throws {
        #expect(try shape(html) == expected)
    }

    @Test(arguments: [
        ("&amp;&lt;&eacute;&hellip;", "&<é…"), ("&#233;&#xE9;&#128;&#0;", "éé€\u{FFFD}"),
        ("&copy 2024 &notit;", "© 2024 ¬it;"),
        ("AT&T & co &xyz;", "AT&T & co &xyz;"), ("&NotEqualTilde;", "≂̸"),
        ("&#x110000;&#xD800;", "\u{FFFD}\u{FFFD}"),
    ])
    func references(_ html: String, _ expected: String) throws {
        #expect(try HTMLTree.parse(Array("<p>\(html)</p>".utf8)).text(of: 0) == expected)
    }

    @Test func referencesInAddresses() throws {
        let tree = try HTMLTree.parse(Array("<a href='?a=1&amp;b=2&copy=3&lt;'>x</a>".utf8))
        #expect(tree.attribute(.href, of: try #require(tree.first(.a))) == "?a=1&b=2&copy=3<")
    }

    @Test(arguments: [
        ("<title>a <b> &amp; c</title>", "title"), ("<textarea>a <b> &amp; c</textarea>", "textarea"),
    ])
    func textOnly(_ html: String, _ name: String) throws {
        let tree = try HTMLTree.parse(Array(html.utf8))
        #expect(tree.text(of: try #require(tree.first(name == "title" ? .title : .textarea))) == "a <b> & c")
    }

    @Test func drawingsAreSteppedOver() throws {
        #expect(try shape("a<svg><title>t</title><path d='x'/><g><text>no</text></g></svg>b") == #""a" svg "b""#)
        #expect(try shape("<svg><g><p>kept") == #"svg p("kept")"#)
        #expect(try shape("<svg/>b") == #"svg "b""#)
    }

    @Test func headAndBodyAreThere() throws {
        let tree = try HTMLTree.parse(Array("<meta name=a content=b><p>x".utf8))
        #expect(tree.nodes.map(\.tag) == [.html, .head, .meta, .body, .p, .text])
        #expect(try HTMLTree.parse(Array("<link rel=x>".utf8)).nodes.map(\.tag) == [.html, .head, .link])
    }

    /// Every range lies in its parent's, and every text stands once, whatever the tags.
    @Test func randomTagsMakeATree() throws {
        let seed = UInt64.random(in: 0 ... .max)
        var random = Seeded(state: seed)
        let names = [
            "a", "b", "p", "div", "table", "tr", "td", "li", "ul", "h1", "svg", "form", "select", "x-y", "title",
            "span",
        ]
        for _ in 0..<300 {
            var html = ""
            var words: [String] = []
            for index in 0..<60 {
                switch random.next(upTo: 5) {
                case 0, 1: html += "<\(names[random.next(upTo: names.count - 2)])>"
                case 2: html += "</\(names[random.next(upTo: names.count)])>"
                default:
                    html += "w\(index) "
                    words.append("w\(index)")
                }
            }
            let tree = try HTMLTree.parse(Array(html.utf8))
            for index in tree.nodes.indices.dropFirst() {
                let parent = Int(tree.nodes[index].parent)
                #expect(
                    parent >= 0 && parent < index && tree.nodes[index].end <= tree.nodes[parent].end,
                    "SEED=\(seed) \(html)")
            }
            if !html.contains("<svg") {
                let text = tree.nodes.isEmpty ? "" : tree.text(of: 0)
                let found = text.split(whereSeparator: \.isWhitespace).joined()
                #expect(found == words.joined(), "SEED=\(seed) \(html)")
            }
        }
    }

    @Test(arguments: [
        String(repeating: "<div>", count: 100_000), String(repeating: "<a><div>", count: 50_000),
        String(repeating: "<table><tr><td>", count: 30_000), String(repeating: "<p><b>", count: 50_000),
        String(repeating: "<!--", count: 100_000), String(repeating: "&amp", count: 100_000),
        String(repeating: "</x>", count: 100_000), String(repeating: "<base href=a>", count: 10_000),
        "<p " + String(repeating: "a=1 ", count: 100_000) + ">", String(repeating: "<svg><title>", count: 50_000),
    ])
    func hostilePagesTakeTimeInProportion(_ html: String) throws {
        let bytes = Array(html.utf8)
        let time = try cpuTime { _ = try HTMLTree.parse(bytes) }
        #expect(time < .seconds(10), "\(html.prefix(20))")
    }
}

/// Splitmix64: the same seed gives the same page.
private struct Seeded {
    var state: UInt64

    mutating func next(upTo bound: Int) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
        return Int((value ^ value >> 31) % UInt64(bound))
    }
}
