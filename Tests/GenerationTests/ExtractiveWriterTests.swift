import Foundation
import Generation
import Pipelines
import PressworkTestSupport
import Testing

@Suite struct ExtractiveWriterTests {
    let writer = ExtractiveWriter()

    func task(_ part: String, rights: Rights = .quote, documents: Int = 3, language: String = "en") throws
        -> WritingTask
    {
        let sources = try (1...documents).map { number in
            let document = Document.fixture(number)
            let digest = try JSONValue(encoding: document).digest()
            return WritingSource(
                reference: DocumentReference(digest: digest, url: document.url, title: document.title, rights: rights),
                document: document)
        }
        return WritingTask(
            product: .letter, title: "Balance in the planted tank", part: part,
            agent: AgentSpec(name: "editor", prompt: ""), brand: .fixture, language: language, words: 300,
            sources: sources, values: TemplateValues())
    }

    @Test func storiesAreTheSourcesOwnWords() async throws {
        let task = try task("stories")
        let part = try await writer.write(task, in: MemoryStageContext(.generate))
        #expect(part.sections.map(\.heading) == task.sources.map(\.document.title))
        for (section, source) in zip(part.sections, task.sources) {
            let quoted = section.markdown.split(separator: "\n").filter { $0.hasPrefix("> ") && !$0.contains("— ") }
            let sentences = quoted.flatMap { SentenceSplitter.sentences(of: String($0.dropFirst(2))) }
            #expect(!sentences.isEmpty)
            for sentence in sentences {
                #expect(
                    source.document.text.contains(sentence.replacing("\\", with: "")), "\(sentence) is not a quotation")
            }
            #expect(section.sources.map(\.url) == [source.reference.url])
        }
    }

    @Test func quotedSourcesStandAsAttributedQuotations() async throws {
        let quoted = try await writer.write(try task("chapters"), in: MemoryStageContext(.generate))
        #expect(quoted.sections.allSatisfy { $0.markdown.hasPrefix("> ") && $0.markdown.contains("> — Ana Ribeiro") })
        let owned = try task("chapters", rights: .own)
        let whole = try await writer.write(owned, in: MemoryStageContext(.generate))
        #expect(whole.sections.map(\.markdown) == owned.sources.map(\.document.markdown))
    }

    @Test func aPostFitsAndEndsWithItsLink() async throws {
        let section = try #require(
            try await writer.write(try task("post"), in: MemoryStageContext(.generate)).sections.first)
        let text = try #require(section.markdown.components(separatedBy: "\n\n").first)
        #expect(text.count <= 280 && section.markdown.hasSuffix("<https://example.org/articles/1>"))
    }

    @Test func searchTextIsADescriptionAndKeywords() async throws {
        let part = try await writer.write(try task("seo"), in: MemoryStageContext(.generate))
        let summary = try #require(part.summary)
        #expect(summary.count <= 160 && part.sections.isEmpty && !part.keywords.isEmpty)
        #expect(Set(part.keywords).count == part.keywords.count)
    }

    @Test func itSaysThatNoModelWroteIt() {
        #expect(writer.provenance(for: [], language: "en").statement.contains("No language model wrote this"))
        #expect(writer.provenance(for: [], language: "pt-BR").statement.contains("Nenhum modelo"))
    }

    @Test func theSameSourcesGiveTheSameText() async throws {
        for part in ["intro", "stories", "chapters", "post", "seo"] {
            let first = try await writer.write(try task(part), in: MemoryStageContext(.generate))
            #expect(try await writer.write(try task(part), in: MemoryStageContext(.generate)) == first)
        }
    }
}
