import Markup

/// The text of a page that has none in its elements: its scripts would have made it from JSON that the page carries. What looks
/// like HTML in that JSON is taken, in order, each text once.
struct EmbeddedText {
    private var fragments: [String] = []
    private var seen: Set<String> = []
    private var left = 2 << 20
    private static let paragraphEnd = Array("</p>".utf8)

    init(_ tree: HTMLTree) {
        for text in tree.scriptData {
            if let value = LooseJSON(text) { collect(value, nesting: 0) }
        }
    }

    /// What was found, as a page; nil where nothing was.
    func document(resolve: @escaping (String) -> String) throws(MarkupError) -> MarkdownDocument? {
        guard !fragments.isEmpty else { return nil }
        let html = fragments.joined(separator: "\n<hr>\n")
        let tree = try HTMLTree.parse(Array(html.utf8), contentType: "text/html; charset=utf-8")
        guard let body = tree.first(.body) else { return nil }
        return ContentBuilder(ArticleExtractor.analysis(of: tree), resolve: resolve).build(from: body)
    }

    /// - Parameter nesting: how many strings that hold JSON themselves are around it.
    private mutating func collect(_ value: LooseJSON, nesting: Int) {
        switch value {
        case .string(let text):
            guard text.utf8.count > 60, text.utf8.count <= left else { return }
            if text.hasPrefix("{") || text.hasPrefix("[") {
                if nesting < 2, let inner = LooseJSON(text) { collect(inner, nesting: nesting + 1) }
            } else if Array(text.utf8)[...].offset(of: Self.paragraphEnd) != nil, seen.insert(text).inserted {
                left -= text.utf8.count
                fragments.append(text)
            }
        case .array(let elements): for element in elements { collect(element, nesting: nesting) }
        case .object(let members):
            for key in members.keys.sorted() {
                if let member = members[key] { collect(member, nesting: nesting) }
            }
        case .null, .bool, .number: break
        }
    }
}
