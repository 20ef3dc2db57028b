import PressworkTestSupport
import Testing

@testable import Markup

@Suite struct HTMLTreeTests {
    private func parse(_ html: String) throws -> HTMLTree { try HTMLTree.parse(Array(html.utf8)) }

    @Test func nodesStandInDocumentOrder() throws {
        let tree = try parse("<html><body><div id=a class='x y'>one <b>two</b></div><p>three</p></body></html>")
        let body = try #require(tree.first(.body))
        let children = Array(tree.children(of: body))
        #expect(children.map { tree.nodes[$0].tag } == [.div, .p])
        #expect(tree.attribute(.id, of: children[0]) == "a")
        #expect(tree.attribute(.class, of: children[0]) == "x y")
        #expect(tree.attribute(.href, of: children[0]) == nil)
        #expect(tree.text(of: body) == "one two three")
        for index in tree.nodes.indices {
            #expect(tree.nodes[index].parent < Int32(index))
            #expect(tree.nodes[index].end > Int32(index))
        }
    }

    @Test func emptyInputIsAnEmptyTree() throws {
        #expect(try parse("").nodes.isEmpty)
        #expect(try parse("   ").nodes.isEmpty)
        #expect(try parse("<!-- only -->").nodes.isEmpty)
    }

    @Test func shortCommentsSwallowNothing() throws {
        for comment in ["<!-->", "<!--->", "<!-- a --!>", "<!-- > -->"] {
            #expect(try parse("<p>a</p>\(comment)<p>b</p>").text(of: 0) == "a b", "\(comment)")
        }
    }

    @Test func scriptsGoAndStructuredDataStays() throws {
        let tree = try parse(
            """
            <script>if (a < b) document.write("<p>no</p>")</script><style>p > a { }</style>
            <script type="application/ld+json">{"@type": "Article"}</script><p>yes</p>
            """)
        #expect(tree.structuredData == [#"{"@type": "Article"}"#])
        #expect(tree.text(of: 0) == "yes")
    }

    @Test func attributeBombIsCut() throws {
        let bomb = "<p " + (0..<40_000).map { "a\($0)=1" }.joined(separator: " ") + " id='>'>text</p>"
        var text = ""
        let time = try cpuTime { text = try parse(bomb).text(of: 0) }
        #expect(text == "text")
        #expect(time < .seconds(10))
    }

    @Test func deepNestingNeitherOverflowsNorHangs() throws {
        let tree = try parse(String(repeating: "<div>", count: 100_000) + "x")
        #expect(tree.nodes.count >= 900)
        #expect(try parse(String(repeating: "<b>", count: 900) + "kept").text(of: 0) == "kept")
    }

    @Test func tooLargeIsAnError() {
        var limits = HTMLTree.Limits()
        limits.bytes = 10
        let error = #expect(throws: MarkupError.self) {
            try HTMLTree.parse(Array("<p>0123456789".utf8), limits: limits)
        }
        #expect(error?.code == .tooLarge)
    }

    @Test func encodingIsOursNotLibxml2s() throws {
        let page = Array("<meta charset=gb2312><p>a".utf8) + [0x81, 0x20] + Array("b</p>".utf8)
        #expect(try HTMLTree.parse(page).text(of: 0) == "a\u{FFFD} b")
    }
}
