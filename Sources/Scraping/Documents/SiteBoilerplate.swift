/// Lines that the documents of one site share and that are therefore not theirs: notices, calls to subscribe, footers.
package struct SiteBoilerplate: Sendable {
    private var counts: [String: Int] = [:]
    private var documents = 0

    /// Fewer documents say nothing about a site.
    private static let leastDocuments = 4
    private static let lineLimit = 200_000

    package init() {}

    /// Counts a document's lines.
    package mutating func add(_ text: String) {
        documents += 1
        guard counts.count < Self.lineLimit else { return }
        for line in Set(Self.lines(text)) { counts[line, default: 0] += 1 }
    }

    /// A text without the lines that at least half of the site's documents share.
    package func removed(from text: String) -> String {
        guard documents >= Self.leastDocuments else { return text }
        let kept = text.split(separator: "\n", omittingEmptySubsequences: false).filter { line in
            counts[Self.key(line)].map { $0 * 2 < documents || $0 < 3 } ?? true
        }
        return kept.joined(separator: "\n")
    }

    private static func lines(_ text: String) -> [String] {
        text.split(separator: "\n").map(key).filter { !$0.isEmpty }
    }

    private static func key(_ line: Substring) -> String {
        line.split(whereSeparator: \.isWhitespace).joined(separator: " ").lowercased()
    }
}
