package import Pipelines

/// Learns what the documents of one site share. The order in which they are added does not count.
package struct SiteBoilerplate: Sendable {
    private var counts: [UInt64: Int] = [:]
    private var documents = 0

    /// Fewer documents say nothing about a site.
    package static let leastDocuments = 4
    /// Documents that are learnt from at most.
    package static let documentLimit = 500
    /// Sentences that are kept, the most common first.
    private static let sentenceLimit = 1_000

    package init() {}

    /// Adds a document, given as its plain text.
    package mutating func add(_ text: String) { add(SentenceScan.hashes(of: text)) }

    /// Adds a document, given as the hashes of its sentences.
    mutating func add(_ sentences: Set<UInt64>) {
        documents += 1
        for sentence in sentences { counts[sentence, default: 0] += 1 }
    }

    /// What at least half of the documents share, and three at least; nil for too few documents.
    package var shared: SharedLines? {
        guard documents >= Self.leastDocuments else { return nil }
        let common = counts.filter { $0.value >= 3 && $0.value * 2 >= documents }
            .sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        return SharedLines(hashes: common.prefix(Self.sentenceLimit).map(\.key).sorted(), documents: documents)
    }
}
