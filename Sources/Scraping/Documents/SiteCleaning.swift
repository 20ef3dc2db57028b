import EventLoops
import Pipelines

/// Takes out of a job's documents what all documents of their site share.
///
/// What is recorded of a page is what it gave. What goes on to `generate` is made of that and of what was known of the site
/// when the run began; where nothing was, of what the job's own documents share. So it is the same whichever job asks first,
/// and on every attempt. What is learnt from the documents of all jobs counts for later runs.
struct SiteCleaning: Sendable {
    let context: any StageContext
    let pool: ComputePool

    /// Recorded documents that a site is learnt from.
    private static let lessonLimit = 64
    static let documentLimit = 64 << 20

    /// The documents in their order, those of sites without what they share.
    func cleaned(_ documents: [ReadDocument]) async throws -> [ReadDocument] {
        var documents = documents
        let places = Dictionary(grouping: documents.indices.filter { documents[$0].site != nil }) {
            documents[$0].site ?? ""
        }
        for (site, indices) in places.sorted(by: { $0.key < $1.key }) {
            let known = try await context.knownSite(site)
            if known.isDue { try await learn(site) }
            guard let shared = known.shared ?? Self.shared(by: indices.map { documents[$0].sentences }) else {
                continue
            }
            let sentences = Set(shared.hashes)
            for index in indices where !documents[index].sentences.isDisjoint(with: sentences) {
                documents[index] = try await without(shared, documents[index])
            }
        }
        return documents
    }

    private static func shared(by documents: [Set<UInt64>]) -> SharedLines? {
        var boilerplate = SiteBoilerplate()
        for sentences in documents.prefix(SiteBoilerplate.documentLimit) { boilerplate.add(sentences) }
        return boilerplate.shared
    }

    /// Learns a site from what was recorded of it.
    private func learn(_ site: String) async throws {
        let digests = try await context.documents(ofSite: site, limit: Self.lessonLimit)
        guard digests.count >= SiteBoilerplate.leastDocuments else { return }
        var boilerplate = SiteBoilerplate()
        for digest in digests {
            do {
                let text = try await document(digest).text
                boilerplate.add(try await pool.run { SentenceScan.hashes(of: text) })
            } catch let error as StageError where error.code.hasPrefix("asset.") {
                // One whose bytes are lost teaches nothing, and this job does not need it.
                continue
            }
        }
        if let shared = boilerplate.shared { try await context.record(shared, ofSite: site) }
    }

    private func without(_ shared: SharedLines, _ read: ReadDocument) async throws -> ReadDocument {
        let document = try await document(read.reference.digest)
        let rest = try await pool.run { shared.removed(from: document) }
        guard rest != document else { return read }
        let asset = try await context.store(
            try JSONValue(encoding: rest).canonicalBytes(), mediaType: "application/json", role: .data,
            fileName: "document.json")
        var reference = read.reference
        reference.digest = asset.digest
        return ReadDocument(reference, rest, note: read.note)
    }

    private func document(_ digest: Digest) async throws -> Document {
        try JSONValue(parsing: try await context.load(digest, limit: Self.documentLimit)).decode()
    }
}
