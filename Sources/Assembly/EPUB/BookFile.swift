/// One file of a book, as its manifest names it.
struct BookFile: Sendable {
    /// Relative to the folder of the package document: `text/s1.xhtml`.
    var path: String
    var mediaType: String
    var bytes: [UInt8]
    /// Unique in the manifest.
    var id: String
    /// Of the manifest's item: `nav`, `cover-image`.
    var properties: String?
    /// The name in the table of contents; `nil` for what is not in it.
    var title: String?
    var isInSpine = false

    static let xhtml = "application/xhtml+xml"
}
