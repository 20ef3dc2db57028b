import Archives
import Pipelines
import PressworkTestSupport
import Testing

@testable import Assembly

/// Each rule is shown a book that breaks it and nothing else.
@Suite struct EPUBLintTests {
    /// What is replaced in one file of a good book, and what the linter must say.
    struct Damage: Sendable, CustomTestStringConvertible {
        var path: String
        var old: String
        var new: String
        var says: String

        var testDescription: String { says }
    }

    static let damages = [
        Damage(path: "META-INF/container.xml", old: "package.opf", new: "other.opf", says: "names no package"),
        Damage(path: "EPUB/package.opf", old: "version=\"3.0\"", new: "version=\"2.0\"", says: "version 3.0"),
        Damage(path: "EPUB/package.opf", old: " id=\"id\"", new: " id=\"other\"", says: "no identifier"),
        Damage(path: "EPUB/package.opf", old: "<dc:language>en", new: "<dc:language>C", says: "no language tag"),
        Damage(
            path: "EPUB/package.opf", old: "dcterms:modified", new: "dcterms:created", says: "dcterms:modified once"),
        Damage(path: "EPUB/package.opf", old: "\"#creator\"", new: "\"#nobody\"", says: "refines"),
        Damage(path: "EPUB/package.opf", old: "href=\"css/book.css\"", new: "href=\"css/x.css\"", says: "not there"),
        Damage(path: "EPUB/package.opf", old: "properties=\"nav\"", new: "", says: "one nav document"),
        Damage(path: "EPUB/package.opf", old: "idref=\"s1\"", new: "idref=\"s9\"", says: "not in its manifest"),
        Damage(path: "EPUB/package.opf", old: "idref=\"s2\"", new: "idref=\"s1\"", says: "twice in its spine"),
        Damage(path: "EPUB/package.opf", old: " toc=\"ncx\"", new: "", says: "no NCX"),
        Damage(path: "EPUB/package.opf", old: "image/jpeg", new: "image/png", says: "is not image/png"),
        Damage(path: "EPUB/package.opf", old: "id=\"css\"", new: "id=\"main-title\"", says: "repeats an id"),
        Damage(path: "EPUB/nav.xhtml", old: "text/s1.xhtml", new: "text/s9.xhtml", says: "which is not there"),
        Damage(path: "EPUB/nav.xhtml", old: "epub:type=\"toc\" role", new: "role", says: "no table of contents"),
        Damage(
            path: "EPUB/toc.ncx", old: "src=\"text/s1.xhtml\"", new: "src=\"gone.xhtml\"", says: "which is not there"),
        Damage(path: "EPUB/text/s2.xhtml", old: "</section>", new: "", says: "wrongly"),
        Damage(path: "EPUB/text/s2.xhtml", old: "<p>", new: "<p>a & b ", says: "bare &"),
        Damage(path: "EPUB/text/s2.xhtml", old: "<p>", new: "<p>&nbsp;", says: "unknown entity"),
        Damage(path: "EPUB/text/s2.xhtml", old: "<p>", new: "<p>\u{8}", says: "XML forbids"),
        Damage(path: "EPUB/text/s2.xhtml", old: "<p>", new: "<p id=\"s2-balance\">", says: "repeats an id"),
        Damage(path: "EPUB/text/s2.xhtml", old: "<h2", new: "<h3", says: "wrongly"),
        Damage(path: "EPUB/text/s2.xhtml", old: "<p>", new: "<h5>x</h5><p>", says: "skips from"),
        Damage(path: "EPUB/text/s2.xhtml", old: "<p>", new: "<p><ul></ul>", says: "<ul> in <p>"),
        Damage(
            path: "EPUB/text/s2.xhtml", old: "<p>", new: "<p><img src=\"../images/cover.jpg\"/>", says: "without alt"),
        Damage(path: "EPUB/text/s2.xhtml", old: "<p>", new: "<p onclick=\"x\">", says: "script or a style"),
        Damage(path: "EPUB/text/s2.xhtml", old: "<p>", new: "<p><script>1</script>", says: "<script>"),
        Damage(
            path: "EPUB/text/s2.xhtml", old: "<p>", new: "<p><a href=\"javascript:x\">x</a>",
            says: "links to javascript"),
        Damage(path: "EPUB/text/s2.xhtml", old: "<p>", new: "<p><a href=\"#gone\">x</a>", says: "no such id"),
        Damage(
            path: "EPUB/text/s2.xhtml", old: "<p>",
            new: "<p><a href=\"#s2-balance\"><em><a href=\"#s2-balance\">x</a></em></a>",
            says: "link in a link"),
        Damage(path: "EPUB/text/s2.xhtml", old: " xml:lang=\"en\"", new: "", says: "language twice"),
        Damage(path: "EPUB/text/s2.xhtml", old: "<title>Lesson", new: "<title></title><title>Lesson", says: "no title"),
    ]

    static func entries() throws -> [ZIPEntry] {
        let edition = try Edition.of(.fixture(part: "chapters", sections: 3), cover: BookTests.picture())
        return BookSetter(edition: edition).entries()
    }

    @Test func goodBookHasNoFindings() throws {
        #expect(EPUBLint.check(try ZIPWriter.epub(entries: Self.entries())) == [])
    }

    @Test(arguments: damages) func ruleIsKept(damage: Damage) throws {
        var isApplied = false
        let entries = try Self.entries().map { entry in
            guard entry.path == damage.path else { return entry }
            let text = entry.bytes.text.replacing(damage.old, with: damage.new, maxReplacements: 1)
            isApplied = Array(text.utf8) != entry.bytes
            return ZIPEntry(path: entry.path, bytes: Array(text.utf8))
        }
        #expect(isApplied, "the book holds no \(damage.old)")
        let findings = EPUBLint.check(try ZIPWriter.epub(entries: entries))
        #expect(findings.contains { $0.message.contains(damage.says) }, "\(findings)")
    }

    @Test func archiveIsChecked() throws {
        var writer = ZIPWriter()
        for entry in try Self.entries() { try writer.add(entry) }
        try writer.add("mimetype", Array("application/epub+zip".utf8), .stored)
        #expect(EPUBLint.check(try writer.finish()).map(\.message) == ["the first entry is not a plain mimetype"])
        #expect(!EPUBLint.check([1, 2, 3]).isEmpty)
        let stray = try ZIPWriter.epub(entries: Self.entries() + [ZIPEntry(path: "EPUB/stray.css", bytes: [65])])
        #expect(EPUBLint.check(stray).map(\.message) == ["does not name EPUB/stray.css"])
    }
}
