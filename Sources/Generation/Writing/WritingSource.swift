package import Pipelines

/// A document with its address: what a writer may use and must cite.
package struct WritingSource: Sendable, Hashable {
    package var reference: DocumentReference
    package var document: Document

    package init(reference: DocumentReference, document: Document) {
        self.reference = reference
        self.document = document
    }

    /// How the document is named under what was taken from it.
    var citation: SourceCitation {
        SourceCitation(
            document: reference.digest, url: reference.url, title: document.title, author: document.author)
    }
}
