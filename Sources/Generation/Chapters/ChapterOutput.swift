import Pipelines

/// What the job of a chapter returns to the one that joins them.
struct ChapterOutput: Codable {
    var product: String
    var part: String
    var number: Int
    /// None where the writer found nothing to say.
    var section: ManuscriptSection?
    /// What its answers cost.
    var cost: Money
    /// What is let pass; nil in what earlier versions wrote.
    var problems: [String]?

    /// One chapter is one section of the manuscript, however many its answer has.
    init(_ written: WrittenPart, of part: ChapterPart) {
        product = part.product
        self.part = part.part
        number = part.number
        cost = written.cost
        problems = written.problems
        guard let first = written.sections.first else { return }
        var section = ManuscriptSection(part: part.part, heading: part.chapter.title, markdown: "", sources: [])
        section.markdown = written.sections.map { own in
            let text = Markdown.withoutLeadingTitle(own.markdown, title: part.chapter.title)
            return written.sections.count == 1 || own.heading.isEmpty || own.heading == part.chapter.title
                ? text : "## \(Markdown.escaped(own.heading))\n\n\(text)"
        }.joined(separator: "\n\n")
        section.sources = written.sections.dropFirst().reduce(into: first.sources) { all, section in
            all += section.sources.filter { !all.contains($0) }
        }
        self.section = section
    }
}
