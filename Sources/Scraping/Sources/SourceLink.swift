package import Pipelines

/// A document that a source offers, before it is read.
package struct SourceLink: Hashable, Sendable {
    /// Absolute; `bundle:path` for a file of the bundle.
    package var url: String
    /// As the source calls it.
    package var title: String?
    /// ISO 8601 in UTC, as the source says.
    package var published: String?
    package var rights: Rights

    package init(url: String, title: String? = nil, published: String? = nil, rights: Rights) {
        self.url = url
        self.title = title
        self.published = published
        self.rights = rights
    }

    private static let bundlePrefix = "bundle:"

    /// The link to a file of the bundle.
    static func file(_ path: String, rights: Rights) -> SourceLink {
        SourceLink(url: bundlePrefix + path, rights: rights)
    }

    /// The path in the bundle; nil for a link to the web.
    var bundlePath: String? {
        url.hasPrefix(Self.bundlePrefix) ? String(url.dropFirst(Self.bundlePrefix.count)) : nil
    }
}
