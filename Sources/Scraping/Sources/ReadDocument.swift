import Pipelines

/// A recorded document and what is known of its text without having it.
struct ReadDocument: Sendable {
    var reference: DocumentReference
    /// Nil for a text that is not compared with others.
    var fingerprint: TextFingerprint?
    /// The origin of the site whose documents it is compared with; nil for what is no whole page of the web.
    var site: String?
    /// Hashes of its sentences, where it is of a site.
    var sentences: Set<UInt64> = []
    /// What a person should know of it.
    var note: SourceProblem?

    init(_ reference: DocumentReference, _ document: Document, site: String? = nil, note: SourceProblem? = nil) {
        self.reference = reference
        self.reference.quality = document.quality ?? TextQuality.score(document.text)
        self.site = site
        self.note = note
        fingerprint = TextFingerprint(document.text)
        if site != nil { sentences = SentenceScan.hashes(of: document.text) }
    }
}
