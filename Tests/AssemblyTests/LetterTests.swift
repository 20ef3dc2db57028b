import Foundation
import Pipelines
import Testing

@testable import Assembly

@Suite struct LetterTests {
    @Test func letterOfTheMagazine() throws {
        let parts = LetterSetter.parts(try Edition.of(Magazine.letter(), product: "letter", hasHeader: true))
        let html = parts.html.text
        #expect(parts.html.count <= LetterCut.budget)
        #expect(!parts.cut.isCut)
        for marker in LetterMarker.allCases { #expect(html.components(of: marker.rawValue) == 1, "\(marker)") }
        #expect(html.contains("<!--[if mso]><table role=\"presentation\" width=\"600\""))
        #expect(html.contains("12 Canal Row"))
        #expect(html.contains("No model wrote this"))
        #expect(html.components(of: ">Read on</a>") == 14, "the link that closes a story became its button")
        for denied in ["display:flex", "var(--", "<svg", "webp", "background-image", "<picture", "<script", "<link "] {
            #expect(!html.contains(denied), "\(denied)")
        }
        // Every cell of running text says its own family, size and colour.
        #expect(
            html.matches(of: /<td class="pad[^>]*>/).allSatisfy {
                $0.0.contains("font-family") && $0.0.contains("color:#")
            })
    }

    @Test func textPartHasTheSameStoriesInShortLines() throws {
        let edition = try Edition.of(Magazine.letter(), product: "letter")
        let text = LetterSetter.parts(edition).text.text
        for line in text.split(separator: "\n") where line.firstMatch(of: /https?:/) == nil {
            #expect(LineWrap.columns(line) <= 76, "\(line)")
        }
        var position = text.startIndex
        for chapter in edition.chapters where !chapter.heading.isEmpty {
            let range = try #require(text[position...].range(of: chapter.heading), "\(chapter.heading)")
            position = range.upperBound
        }
        #expect(text.contains("Read on [1]"))
        #expect(text.contains("\n[14] https://still-water.example/articles/"))
        #expect(text.hasSuffix("\nUnsubscribe:\n{{unsubscribe_url}}\n"))
        #expect(text.components(of: "{{view_url}}") == 1)
    }

    @Test func strangersCannotMakeMarkers() throws {
        let parts = LetterSetter.parts(try Edition.of(Hostile.manuscript(part: "stories"), hasHeader: true))
        for (text, markers) in [(parts.html.text, 3), (parts.text.text, 2)] {
            #expect(text.components(of: LetterMarker.unsubscribeURL.rawValue) == 1)
            #expect(text.components(of: LetterMarker.viewURL.rawValue) == 1)
            #expect(text.components(of: "{{") == markers)
        }
        #expect(!parts.html.text.contains("<script"))
        #expect(!parts.html.text.contains("javascript:alert(1)\""))
        #expect(LetterText.unmarked("{{{{{") == "{\u{2060}{\u{2060}{\u{2060}{\u{2060}{")
    }

    @Test func longLettersAreShortenedFromTheEnd() throws {
        var manuscript = try Magazine.letter()
        for index in manuscript.sections.indices where manuscript.sections[index].part != "intro" {
            manuscript.sections[index].markdown += String(repeating: "\n\nWater is still & deep.", count: 150)
        }
        let parts = LetterSetter.parts(try Edition.of(manuscript))
        #expect(parts.html.count <= LetterCut.budget)
        #expect(parts.cut.lengths.first == .whole && parts.cut.lengths.last == .short)
        #expect(parts.html.text.contains("More of this letter is on the web."))
        #expect(parts.text.text.contains("More of this letter is on the web."))
        #expect(parts.html.text.contains("{{unsubscribe_url}}"))
    }

    @Test func cutLeavesOutWhatDoesNotFitEvenShort() {
        let cut = LetterCut(frame: 50, stories: [(100, 40), (100, 40), (30, 40)], budget: 150)
        #expect(cut.lengths == [.short, .short, .none])
        #expect(LetterCut(frame: 50, stories: [(40, 20), (60, 20)], budget: 150).lengths == [.whole, .whole])
        #expect(LetterCut(frame: 50, stories: [(60, 20), (60, 20)], budget: 150).lengths == [.whole, .short])
    }

    @Test func introductionOnlyAndNoHeader() throws {
        var manuscript = Hostile.manuscript(part: "intro", language: "pt")
        manuscript.sections = [ManuscriptSection(part: "intro", heading: "", markdown: "Olá.")]
        let html = LetterSetter.parts(try Edition.of(manuscript)).html.text
        #expect(!html.contains(LetterMarker.headerImage.rawValue))
        #expect(html.contains("Cancelar a inscrição"))
    }
}

extension String {
    /// How often `part` stands in the text.
    func components(of part: String) -> Int { ranges(of: part).count }
}
