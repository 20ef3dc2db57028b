import Archives
import EventLoops
import Foundation
import Pipelines
import Testing

@testable import Assembly

@Suite struct BookTests {
    static func picture() throws -> [UInt8] {
        Array(try Data(contentsOf: Magazine.root.appending(path: "Fixtures/site/images/hillside.jpg")))
    }

    @Test func bookOfTheMagazineIsCleanAndTheSameTwice() throws {
        let edition = try Edition.of(Magazine.book(), cover: Self.picture())
        #expect(edition.chapters.count == 15)
        let first = try BookSetter.epub(edition)
        #expect(try BookSetter.epub(Edition.of(Magazine.book(), cover: Self.picture())) == first)
        let reader = try ZIPReader(first)
        #expect(reader.paths.filter { $0.hasPrefix("EPUB/text/s") }.count == 15)
        let package = try reader.bytes(of: "EPUB/package.opf").text
        #expect(package.contains("<meta property=\"dcterms:modified\">2026-11-16T"))
        #expect(package.contains("<dc:date>2026-11-16</dc:date>"))
        #expect(package.contains("<meta name=\"cover\" content=\"cover-image\"/>"))
        let introduction = try reader.bytes(of: "EPUB/text/s1.xhtml").text
        #expect(introduction.contains("<h1>Introduction</h1>"), "introductions come first, whatever was written first")
    }

    @Test(arguments: ["he_IL", "C", "pt-BR", "de", "x"])
    func hostileBooksPassTheLinter(language: String) throws {
        let edition = try Edition.of(Hostile.manuscript(language: language), key: "ключ/../<&>")
        let book = try BookSetter.epub(edition)
        let chapter = try ZIPReader(book).bytes(of: "EPUB/text/s2.xhtml").text
        #expect(!chapter.contains("<script"))
        #expect(!chapter.contains("href=\"javascript"))
        #expect(!chapter.contains("href=\"file"))
        #expect(chapter.contains("<p class=\"picture\">Only a picture</p>"))
        #expect(chapter.contains("href=\"https://example.org/a%20b?q=%22'%22&amp;x=%7By%7D%7Cz#f%23g%25zz\""))
    }

    @Test func identifiersStayWithTheProductAndDatesFollowTheText() throws {
        var manuscript = Manuscript(
            title: "A", language: "en", summary: "",
            sections: [ManuscriptSection(part: "chapters", heading: "One", markdown: "Text.")],
            provenance: Provenance(provider: "x", statement: ""))
        let first = try Edition.of(manuscript)
        manuscript.sections[0].markdown = "Other text."
        let second = try Edition.of(manuscript)
        #expect(first.identifier == second.identifier)
        #expect(first.date.instant != second.date.instant)
        #expect(try Edition.of(manuscript, key: "2026-W48").identifier != first.identifier)
        #expect(
            first.identifier.wholeMatch(
                of: /urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/) != nil)
    }

    /// A golden digest: when it changes, the same input gives other files, and ``AssembleHandler/version`` must rise.
    @Test func outputOfTheFixtureIsWhatItWas() throws {
        let manuscript = Hostile.manuscript(part: "stories", language: "en")
        let edition = try Edition.of(manuscript, hasHeader: true)
        let letter = LetterSetter.parts(edition)
        let book = BookSetter(edition: edition).entries().flatMap { Array($0.path.utf8) + $0.bytes }
        let all = book + letter.html + letter.text + PageSetter.html(edition) + PostSetter.text(edition)
        #expect(AssembleHandler(pool: ComputePool(name: "golden", threads: 1)).version == 1)
        #expect(Digest(of: all).hex == "8a1465f927d30ad3940fa9025850c7afdef2d5bb6aacee1ef6e9d28ad5f0bef2")
    }

    @Test func emptyManuscriptsAndOversizedTextsAreErrors() throws {
        var manuscript = Hostile.manuscript()
        manuscript.sections[0].markdown = String(repeating: "a ", count: 1_100_000)
        let large = #expect(throws: AssemblyError.self) { try Edition.of(manuscript) }
        #expect(large?.code == .tooLarge)
        manuscript.sections = []
        let empty = #expect(throws: AssemblyError.self) { try Edition.of(manuscript) }
        #expect(empty?.code == .empty)
    }
}
