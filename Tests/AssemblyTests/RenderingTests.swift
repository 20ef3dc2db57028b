import Pipelines
import Testing

@testable import Assembly

@Suite struct RenderingTests {
    private func html(_ markdown: String, headings: Int = 2, notes: NoteSemantics = .book) throws -> String {
        let chapter = try Chapter(id: "s1", number: 1, heading: "Title", markdown: markdown)
        return HypertextRenderer.render(
            chapter, headings: headings, look: SheetLook(notes: notes), places: ["02-light.md": "s2.xhtml"]
        ).text
    }

    @Test func headingsBeginBelowTheSectionAndLeaveNoGap() throws {
        let text = try html("#### A\n\n###### B\n\n###### D\n\n# C\n\n# C\n", headings: 3)
        #expect(
            text == """
                <h3 id="s1-a">A</h3>
                <h4 id="s1-b">B</h4>
                <h4 id="s1-d">D</h4>
                <h3 id="s1-c">C</h3>
                <h3 id="s1-c-2">C</h3>

                """)
    }

    @Test func titleThatTheTextRepeatsIsSetOnce() throws {
        #expect(try html("# title\n\nText.") == "<p>Text.</p>\n")
    }

    @Test func onlySafeLinksAreLinks() throws {
        let text = try html("[a](javascript:x) [b](02-light.md#x) [c](#deep) [d](#gone) [e](MAILTO:a@b.c)\n\n## Deep")
        #expect(
            text.hasPrefix(
                "<p>a <a href=\"s2.xhtml\">b</a> <a href=\"#s1-deep\">c</a> d <a href=\"mailto:a@b.c\">e</a></p>"))
    }

    @Test func notesAreLinkedBothWays() throws {
        let text = try html("One[^a], again[^a].\n\n[^a]: The note.\n")
        #expect(text.contains("<a href=\"#s1-note-1\" id=\"s1-mark-1\" epub:type=\"noteref\" role=\"doc-noteref\""))
        #expect(text.contains("id=\"s1-mark-1-2\""))
        #expect(text.contains("<a href=\"#s1-mark-1\" role=\"doc-backlink\">1</a>. The note.</p></aside>"))
        #expect(try !html("One[^a].\n\n[^a]: N\n", notes: .page).contains("epub:type"))
    }

    @Test func tablesListsAndCode() throws {
        #expect(
            try html("| a | b |\n|--|--:|\n| 1 | 2 |\n")
                == "<table><thead><tr><th scope=\"col\">a</th><th scope=\"col\" class=\"right\">b</th></tr>\n</thead><tbody><tr><td>1</td><td class=\"right\">2</td></tr>\n</tbody></table>\n"
        )
        #expect(try html("3. x\n4. y\n") == "<ol start=\"3\"><li>x</li>\n<li>y</li>\n</ol>\n")
        #expect(try html("```c++ x\na<b\n```") == "<pre><code class=\"language-c++\">a&lt;b\n</code></pre>\n")
    }

    @Test func plainTextOfEveryBlock() throws {
        let chapter = try Chapter(
            id: "s1", number: 1, heading: "",
            markdown: """
                ## Head

                A [link](https://example.org/a) and [the same](https://example.org/a), *soft*
                break.  \u{20}
                forced

                - one
                - two
                  1. deep

                > quoted

                | Plant | mg/l |
                |--|--|
                | Anubias | 3 |

                ![A picture](x.png)

                Note[^1].

                [^1]: Said.
                """)
        var renderer = PlainTextRenderer(width: 40, links: .numbered)
        #expect(
            renderer.lines(of: chapter.document) == [
                "Head", "", "A link [1] and the same [1], soft break.", "forced", "", "- one", "- two", "  1. deep", "",
                "> quoted", "", "Plant    mg/l", "-------  ----", "Anubias  3", "", "[A picture]", "", "Note (1).", "",
                "(1) Said.",
            ])
        #expect(renderer.addresses == ["https://example.org/a"])
    }

    @Test func linesAreCountedInColumns() {
        #expect(LineWrap.lines("水槽水槽 水槽 a", width: 9) == ["水槽水槽", "水槽 a"])
        #expect(LineWrap.lines("a bc def", width: 4, first: "- ", rest: "  ") == ["- a", "  bc", "  def"])
        #expect(LineWrap.lines("", width: 4) == [""])
    }

    @Test func pageIsSelfContained() throws {
        let page = PageSetter.html(try Edition.of(Magazine.book(), cover: BookTests.picture())).text
        #expect(page.contains("src=\"data:image/jpeg;base64,"))
        #expect(page.utf8.count < 500_000)
        #expect(!page.contains("<link") && !page.contains("<script") && !page.contains("url("))
        #expect(page.components(of: "<h1") == 1)
        let ids = page.matches(of: /\sid="([^"]*)"/).map { String($0.1) }
        #expect(Set(ids).count == ids.count)
        for target in page.matches(of: /href="#([^"]*)"/) { #expect(ids.contains(String(target.1))) }
    }

    @Test func largePicturesStayOutOfPages() throws {
        let large = [0xFF, 0xD8, 0xFF] + [UInt8](repeating: 0, count: PageSetter.maximumPicture)
        #expect(!PageSetter.html(try Edition.of(Magazine.book(), cover: large)).text.contains("data:image"))
    }

    @Test func postKeepsItsLinesAndNamesItsSource() throws {
        var manuscript = try Magazine.book()
        manuscript.sections = Array(manuscript.sections.prefix(1))
        manuscript.sections[0].markdown = "Two readings tell you nearly everything.\n\n#aquarium\n"
        let url = manuscript.sections[0].sources[0].url
        let expected = "Two readings tell you nearly everything.\n\n#aquarium\n\n\(url)"
        #expect(PostSetter.text(try Edition.of(manuscript)).text == expected)
        manuscript.sections[0].markdown += "\n<\(url)>"
        #expect(PostSetter.text(try Edition.of(manuscript)).text == expected)
    }
}
