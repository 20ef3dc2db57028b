/// What a page says about itself. A value that no trustworthy place gives is nil: left empty sooner than invented.
package struct PageMetadata: Hashable, Sendable {
    package var title: String?
    package var author: String?
    /// The day of publication, `YYYY-MM-DD`.
    package var date: String?
    /// The day of the last change, where the page tells it.
    package var modified: String?
    /// A BCP 47 tag such as `en` or `pt-BR`.
    package var language: String?
    package var site: String?
    package var description: String?
    /// The address the page gives for itself, absolute.
    package var canonicalURL: String?
    /// The picture that stands for the page, absolute.
    package var image: String?

    /// The licence's address or name.
    package var licence: String?
    package var tags: [String] = []
    /// Where `title`, `author`, `date` and `language` were found.
    package var provenance: [String: Provenance] = [:]

    package init() {}

    /// The values whose place is told.
    enum Field: String {
        case title, author, date, language
    }

    mutating func set(_ found: MetadataValue?, as field: Field) {
        guard let found else { return }
        switch field {
        case .title: title = found.value
        case .author: author = found.value
        case .date: date = found.value
        case .language: language = found.value
        }
        provenance[field.rawValue] = found.provenance
    }
}
