/// What a page says about itself. A value that no trustworthy place gives is nil: left empty sooner than invented.
package struct PageMetadata: Hashable, Sendable {
    package var title: String?
    package var author: String?
    /// The day of publication, `YYYY-MM-DD`.
    package var date: String?
    /// A BCP 47 tag such as `en` or `pt-BR`.
    package var language: String?
    package var site: String?
    package var description: String?
    /// The address the page gives for itself, absolute.
    package var canonicalURL: String?
    /// The picture that stands for the page, absolute.
    package var image: String?

    package init() {}
}
