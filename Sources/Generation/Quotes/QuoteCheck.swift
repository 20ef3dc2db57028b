import EventLoops
import Pipelines

/// Looks up what a text quotes in its sources.
struct QuoteCheck {
    /// The check's name in manifests.
    static let name = "quotes"

    /// What was found of a text's quotations, and what was not.
    struct Findings: Sendable, Hashable {
        var quotes: [SourceQuote] = []
        var unfound: [String] = []
    }

    private let sources: [WritingSource]
    private var finders: [Int: QuoteFinder] = [:]

    init(_ sources: [WritingSource]) { self.sources = sources }

    /// The same on one of the pool's threads: a long text with many sources takes seconds.
    static func findings(
        of sections: [ManuscriptSection], in sources: [WritingSource], on pool: ComputePool
    ) async throws -> Findings {
        try await pool.run { findings(of: sections, in: sources) }
    }

    /// What the sections quote. The sources that a section names are looked at first, then the others.
    static func findings(of sections: [ManuscriptSection], in sources: [WritingSource]) -> Findings {
        var check = QuoteCheck(sources)
        var findings = Findings()
        for section in sections {
            let cited = Set(section.sources.map(\.document))
            let order = sources.indices.filter { cited.contains(sources[$0].reference.digest) }
            let others = sources.indices.filter { !cited.contains(sources[$0].reference.digest) }
            for quotation in QuotationScan.quotations(in: section.markdown) {
                if let quotes = check.quotes(quotation, order + others) {
                    findings.quotes += quotes
                } else if !findings.unfound.contains(quotation) {
                    findings.unfound.append(quotation)
                }
            }
        }
        return findings
    }

    /// A sentence for each quotation that stands in no source.
    static func problems(_ unfound: [String], in product: String) -> [String] {
        unfound.map { "\(product) quotes “\(Extract.cut($0, to: 200))”, which stands in none of its sources." }
    }

    /// Where the parts of a quotation stand, all in one source; nil where they do in none. A source's title is no quotation.
    private mutating func quotes(_ quotation: String, _ order: [Int]) -> [SourceQuote]? {
        let parts = Self.parts(of: quotation)
        for index in order {
            let source = sources[index]
            var quotes: [SourceQuote] = []
            for part in parts {
                guard let range = finder(index).range(of: part) else { break }
                quotes.append(
                    SourceQuote(
                        words: part, document: source.reference.digest, url: source.reference.url,
                        start: range.lowerBound, end: range.upperBound))
            }
            if quotes.count == parts.count { return quotes }
            if QuoteFinder(source.document.title).range(of: quotation) != nil { return [] }
        }
        return nil
    }

    private mutating func finder(_ index: Int) -> QuoteFinder {
        if let finder = finders[index] { return finder }
        let finder = QuoteFinder(sources[index].document.text)
        finders[index] = finder
        return finder
    }

    /// What a quotation leaves standing between its omissions (`…`, `[…]`) and additions (`[the author]`), without the marks
    /// at its ends, which are the quoting sentence's.
    private static func parts(of quotation: String) -> [String] {
        var parts: [String] = []
        var part = ""
        var isAddition = false
        for character in quotation.replacing("...", with: "…") {
            switch character {
            case "[", "…":
                parts.append(part)
                part = ""
                isAddition = character == "["
            case "]": isAddition = false
            default: if !isAddition { part.append(character) }
            }
        }
        parts.append(part)
        let trimmed = parts.map(Self.trimmed).filter { !$0.isEmpty }
        return trimmed.isEmpty ? [quotation] : trimmed
    }

    private static func trimmed(_ text: String) -> String {
        var text = text[...]
        while let first = text.first, first.isWhitespace || ",;:.".contains(first) { text.removeFirst() }
        while let last = text.last, last.isWhitespace || ",;:.!?".contains(last) { text.removeLast() }
        return String(text)
    }
}
