/// Finds what a text in Markdown gives as the words of others: block quotations, a sentence each, and words between
/// quotation marks.
struct QuotationScan {
    /// Words between marks that are fewer name a thing or are meant with a smile.
    private static let leastWords = 4
    /// Quotations of one text that are looked at.
    private static let limit = 200

    private var quotations: [String] = []

    /// The quotations in their order, as plain text.
    static func quotations(in markdown: String) -> [String] {
        var scan = QuotationScan()
        var block: [Substring] = []
        for line in markdown.split(separator: "\n", omittingEmptySubsequences: false) {
            let words = line.drop { $0 == " " }
            if words.hasPrefix(">") {
                let inner = words.drop { $0 == ">" || $0 == " " }
                if !inner.isEmpty {
                    block.append(inner)
                    continue
                }
            }
            scan.addBlock(&block)
            if !words.hasPrefix(">") { scan.addMarked(plain(words)) }
        }
        scan.addBlock(&block)
        return Array(scan.quotations.prefix(limit))
    }

    /// A paragraph of a block quotation; the line that says who spoke is none.
    private mutating func addBlock(_ lines: inout [Substring]) {
        let paragraph = Self.plain(lines.joined(separator: " ")[...])
        lines = []
        guard let first = paragraph.first, !"—–―-".contains(first) else { return }
        quotations += SentenceSplitter.sentences(of: paragraph).filter { Self.words(in: $0) >= Self.leastWords }
    }

    /// What stands between marks in one line.
    private mutating func addMarked(_ line: String) {
        var rest = line[...]
        while let open = rest.firstIndex(where: { Self.closers[$0] != nil }), let closers = Self.closers[rest[open]] {
            let inner = rest[rest.index(after: open)...]
            guard let end = inner.firstIndex(where: { closers.contains($0) }) else {
                rest = inner
                continue
            }
            let words = inner[..<end]
            if Self.words(in: words) >= Self.leastWords { quotations.append(String(words)) }
            rest = inner[inner.index(after: end)...]
        }
    }

    /// The marks that open a quotation, and those that close it: English, German, French and Danish ones.
    private static let closers: [Character: String] = [
        "“": "”", "„": "“”", "«": "»", "»": "«", "\"": "\"", "「": "」",
    ]

    private static func words(in text: some StringProtocol) -> Int { text.split(whereSeparator: \.isWhitespace).count }

    /// Whether what stands behind a bracket is a link's text and its address.
    private static func isLink(_ rest: Substring) -> Bool {
        guard let end = rest.firstIndex(of: "]") else { return false }
        return rest[rest.index(after: end)...].first == "("
    }

    /// The words of a line without the marks of Markdown: emphasis, escapes, the addresses of links.
    private static func plain(_ line: Substring) -> String {
        var result = ""
        var rest = line
        while let character = rest.popFirst() {
            switch character {
            case "\\": if let next = rest.popFirst() { result.append(next) }
            case "*", "_", "`", "~": break
            case "[" where isLink(rest): break
            case "]":
                guard rest.first == "(", let end = rest.firstIndex(of: ")") else {
                    result.append(character)
                    break
                }
                rest = rest[rest.index(after: end)...]
            default: result.append(character)
            }
        }
        return result
    }
}
