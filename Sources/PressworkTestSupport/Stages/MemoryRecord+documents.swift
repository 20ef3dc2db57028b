import Foundation
package import Pipelines

extension MemoryRecord {
    /// A page's document and until when it is fresh.
    struct DocumentRow {
        var known: KnownDocument
        var freshUntil: Date?
        /// The origin of its site; nil for what is no page of the web.
        var site: String?
    }

    func knownDocument(at url: String) -> KnownDocument? {
        note(.lookedUpDocument(url: url))
        guard let row = documentRows[url] else { return nil }
        var known = row.known
        known.isFresh = row.freshUntil.map { $0 > now } ?? false
        return known
    }

    /// Stores a document as if an earlier run had fetched it, or for the job that did.
    @discardableResult
    package func record(
        _ document: Document, validators: Validators, rights: Rights, site: String? = nil
    ) throws -> DocumentReference {
        let bytes = try JSONValue(encoding: document).canonicalBytes()
        let reference = DocumentReference(
            digest: Digest(of: bytes), url: document.url, title: document.title, rights: rights,
            quality: document.quality)
        blobs[reference.digest] = bytes
        documentRows[document.url] = DocumentRow(
            known: KnownDocument(reference: reference, validators: validators), freshUntil: end(of: validators),
            site: site)
        gone.remove(document.url)
        note(.recordedDocument(url: document.url))
        return reference
    }

    func confirmDocument(at url: String, validators: Validators) {
        note(.confirmedDocument(url: url))
        guard var row = documentRows[url] else { return }
        row.known.validators.etag = validators.etag ?? row.known.validators.etag
        row.known.validators.lastModified = validators.lastModified ?? row.known.validators.lastModified
        row.freshUntil = end(of: validators)
        documentRows[url] = row
        gone.remove(url)
    }

    func noteGone(documentAt url: String) {
        if documentRows[url] != nil { gone.insert(url) }
    }

    /// Keeps what a source offers; what a whole listing does not name any more is gone.
    func record(_ listing: SourceListing) {
        let name = "\(listing.kind) \(listing.address)"
        let urls = Set(listing.urls)
        gone.subtract(urls)
        if listing.isWhole { gone.formUnion(offered[name, default: []].subtracting(urls)) }
        offered[name, default: []].formUnion(urls)
    }

    private func end(of validators: Validators) -> Date? {
        validators.freshSeconds.map { now.addingTimeInterval(Double($0)) }
    }
}
