import Foundation

/// What a path of a site names.
enum SitePage: Sendable {
    /// A folder that was named without its last slash, which relative links need.
    case folder
    case file(SiteFile)
}

/// A file as it is served.
struct SiteFile: Sendable {
    let bytes: [UInt8]
    let contentType: String
    /// Strong, quotes included: of the content.
    let entityTag: String
    let modified: Date
}
