package import Pipelines

/// Writes from the sources without a model and without a network, and says so.
///
/// It never makes a sentence of its own beyond the ``Phrases``: facts cannot drift. What is `quote` stands as an
/// attributed quotation; what is `own` or `licensed` may be set in full.
package struct ExtractiveWriter: Writer {
    /// Raised when the ranking or the phrases change: part of the memo's key.
    static let revision: Int64 = 1

    package let provider = ProviderAccount.builtIn

    package init() {}

    package func settings(for agent: AgentSpec) -> JSONValue {
        .object(["provider": .string(provider), "revision": .integer(Self.revision)])
    }

    package func provenance(for agents: [AgentSpec], language: String) -> Provenance {
        Provenance(provider: provider, statement: Phrases.of(language: language).statement)
    }

    package func write(_ task: WritingTask, in context: any StageContext) async throws -> WrittenPart {
        switch task.part {
        case "intro": intro(task)
        case "seo": seo(task)
        case "post": post(task)
        case "chapters": chapters(task)
        default: stories(task)
        }
    }

    /// A chapter for each source; sources beyond `most` have none.
    package func outline(_ task: WritingTask, most: Int, in context: any StageContext) async throws -> Outline {
        Outline(of: Array(task.sources.prefix(most)))
    }

    package var limitKey: String? { nil }

    private func intro(_ task: WritingTask) -> WrittenPart {
        let phrases = Phrases.of(language: task.language)
        let titles = task.sources.prefix(6).map { "*\(Markdown.escaped($0.document.title))*" }
        guard let last = titles.last else { return WrittenPart() }
        let list =
            titles.count == 1 ? last : titles.dropLast().joined(separator: ", ") + " \(phrases.and) " + last
        let lead = "\(phrases.gathers(task.sources.count)) \(list)."
        return WrittenPart(sections: [
            ManuscriptSection(
                part: task.part, heading: "", markdown: lead, sources: task.sources.prefix(6).map(\.citation))
        ])
    }

    private func seo(_ task: WritingTask) -> WrittenPart {
        let candidates = Extract.candidates(of: task.sources)
        let vocabulary = Vocabulary(sentences: candidates.map(\.text), language: task.language)
        let lead = SentenceRanker(candidates, title: task.title, language: task.language).best(1).first?.text
        return WrittenPart(summary: lead.map { Extract.cut($0, to: 160) }, keywords: vocabulary.keywords(limit: 8))
    }

    private func post(_ task: WritingTask) -> WrittenPart {
        let sections = task.sources.prefix(1).map { source in
            let extract = Extract.sentences(of: source, words: 45, language: task.language)
            let text = Extract.cut(extract.joined(separator: " "), to: 270)
            return ManuscriptSection(
                part: task.part, heading: source.document.title,
                markdown: Markdown.escaped(text) + "\n\n<\(source.reference.url)>", sources: [source.citation])
        }
        return WrittenPart(sections: Array(sections))
    }

    private func stories(_ task: WritingTask) -> WrittenPart {
        let phrases = Phrases.of(language: task.language)
        let each = max(60, min(180, (task.words ?? 900) / max(1, task.sources.count)))
        let sections = task.sources.map { source in
            let language = source.document.language ?? task.language
            let paragraphs = Extract.paragraphs(Extract.sentences(of: source, words: each, language: language))
            let link = "[\(phrases.readOn)](<\(source.reference.url)>)"
            return ManuscriptSection(
                part: task.part, heading: source.document.title,
                markdown: Extract.quoted(paragraphs, source: source) + "\n\n" + link, sources: [source.citation])
        }
        return WrittenPart(sections: sections)
    }

    private func chapters(_ task: WritingTask) -> WrittenPart {
        let phrases = Phrases.of(language: task.language)
        let sections = task.sources.map { source in
            let text: String
            if source.reference.rights == .quote {
                let language = source.document.language ?? task.language
                let paragraphs = Extract.paragraphs(Extract.sentences(of: source, words: 320, language: language))
                text = Extract.quoted(paragraphs, source: source) + "\n\n[\(phrases.readOn)](<\(source.reference.url)>)"
            } else {
                text = Markdown.withoutLeadingTitle(source.document.markdown, title: source.document.title)
            }
            return ManuscriptSection(
                part: task.part, heading: source.document.title, markdown: text, sources: [source.citation])
        }
        return WrittenPart(sections: sections)
    }
}
