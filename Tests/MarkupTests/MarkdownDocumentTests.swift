import Testing

@testable import Markup

@Suite struct MarkdownDocumentTests {
    @Test func blocksAndInlines() throws {
        let document = try MarkdownDocument.parse(
            """
            # Still water

            A *slow* **current** with `code`, [a link](https://example.org "t") and ![moss & stone](a.jpg).
            Next line<br>forced.

            > quoted

            ```swift extra
            let x = 1
            ```

            ---
            <div>dropped</div>
            """)
        #expect(
            document.blocks == [
                .heading(level: 1, [.text("Still water")]),
                .paragraph([
                    .text("A "), .emphasis([.text("slow")]), .text(" "), .strong([.text("current")]), .text(" with "),
                    .code("code"), .text(", "),
                    .link(destination: "https://example.org", title: "t", [.text("a link")]), .text(" and "),
                    .image(source: "a.jpg", title: "", alternative: "moss & stone"), .text("."), .softBreak,
                    .text("Next line"), .lineBreak, .text("forced."),
                ]),
                .quote([.paragraph([.text("quoted")])]),
                .code(info: "swift", "let x = 1\n"),
                .thematicBreak,
            ])
    }

    @Test func listsKeepStartAndTightness() throws {
        let document = try MarkdownDocument.parse("3. a\n4. b\n\n- c\n\n- d\n")
        #expect(
            document.blocks == [
                .list(Block.List(start: 3, items: [[.paragraph([.text("a")])], [.paragraph([.text("b")])]])),
                .list(Block.List(isTight: false, items: [[.paragraph([.text("c")])], [.paragraph([.text("d")])]])),
            ])
    }

    @Test func tables() throws {
        let document = try MarkdownDocument.parse("| a | b |\n|:--|--:|\n| 1 | *2* |\n")
        #expect(
            document.blocks == [
                .table(
                    Block.Table(
                        alignments: [.left, .right], header: [[.text("a")], [.text("b")]],
                        rows: [[[.text("1")], [.emphasis([.text("2")])]]]))
            ])
    }

    @Test func strikethrough() async throws {
        let expected: [Block] = [.paragraph([.strikethrough([.text("gone")]), .text(" here ~1~")])]
        // Many at once: cmark keeps the mark of the extension in a table of the whole process.
        try await withThrowingTaskGroup(of: [Block].self) { group in
            for _ in 0..<200 { group.addTask { try MarkdownDocument.parse("~~gone~~ here ~1~").blocks } }
            for try await blocks in group { #expect(blocks == expected) }
        }
    }

    @Test func footnotesAreNumberedInOrderOfUse() throws {
        let document = try MarkdownDocument.parse("a[^x] b[^y]\n\n[^y]: second\n[^x]: first\n[^z]: unused\n")
        #expect(
            document.blocks == [
                .paragraph([
                    .text("a"), .footnoteReference(number: 1), .text(" b"), .footnoteReference(number: 2),
                ])
            ])
        #expect(document.footnotes == [[.paragraph([.text("first")])], [.paragraph([.text("second")])]])
    }

    @Test func depthIsBounded() throws {
        let quotes = String(repeating: "> ", count: 90) + "deep"
        let document = try MarkdownDocument.parse(quotes)
        var depth = 0
        var blocks = document.blocks
        while case .quote(let inner)? = blocks.first {
            depth += 1
            blocks = inner
        }
        #expect(depth == MarkdownLimits().depth)
        #expect(blocks == [.paragraph([.text("deep")])])
        let emphasis = String(repeating: "*a **b ", count: 3000) + String(repeating: "** *", count: 3000)
        #expect(try MarkdownDocument.parse(emphasis).blocks.isEmpty == false)
    }

    @Test func limitsAreErrorsThatNameTheLine() throws {
        let nested = "fine\n" + String(repeating: ">", count: 5000) + "x"
        let error = #expect(throws: MarkdownError.self) { try MarkdownDocument.parse(nested) }
        #expect(error?.code == .tooDeep)
        #expect(error?.message.contains("Line 2") == true)
        let brackets = String(repeating: "![[]()", count: 60_000)
        #expect(throws: MarkdownError.self) { try MarkdownDocument.parse(brackets) }
        #expect(throws: MarkdownError.self) { try MarkdownDocument.parse(String(repeating: "|a", count: 20_000)) }
        var limits = MarkdownLimits()
        limits.bytes = 10
        let large = #expect(throws: MarkdownError.self) { try MarkdownDocument.parse("0123456789a", limits: limits) }
        #expect(large?.code == .tooLarge)
        #expect(try MarkdownDocument.parse(String(repeating: "-", count: 500)).blocks == [.thematicBreak])
    }
}
