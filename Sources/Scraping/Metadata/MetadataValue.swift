/// Where a value of a page's metadata was found.
package enum MetadataSource: String, Codable, Hashable, Sendable {
    /// `<meta>` by name or property, OpenGraph among them.
    case meta
    /// JSON-LD.
    case structuredData = "ld+json"
    /// Microdata.
    case itemProperty = "microdata"
    /// RDFa on other elements than `<meta>`.
    case rdfa
    /// A link's relation.
    case relation = "rel"
    /// The page's address.
    case address = "url"
    /// A `<time>` element.
    case time
    /// The first heading, or the document's title.
    case heading, title
    /// Text that readers see beside the heading.
    case visible
    /// The page's own words.
    case text
}

/// A value, where it was found, and how often such a place is right.
struct MetadataValue {
    var value: String
    var provenance: Provenance

    init(_ value: String, _ source: MetadataSource, _ confidence: Float) {
        self.value = value
        provenance = Provenance(source: source, confidence: confidence)
    }
}

/// Where a value was found, and how far it is to be trusted.
package struct Provenance: Codable, Hashable, Sendable {
    package var source: MetadataSource
    /// 0 to 1: the part of pages on which this place was right when it was measured.
    package var confidence: Float

    package init(source: MetadataSource, confidence: Float) {
        self.source = source
        self.confidence = confidence
    }
}
