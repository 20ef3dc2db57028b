package import Pipelines

/// A document that a source offers, before it is read.
package struct SourceLink: Hashable, Sendable {
    /// Where the text of a link is.
    enum Content: Hashable, Sendable {
        /// On the page, of which these parts are taken; nil for what the extractor judges to be its text.
        case page(PageSelector?)
        /// Here: the source's own answer held it.
        case document(Document)
        /// In the record: it was kept when the item was made.
        case recorded(Digest)
    }

    /// Absolute; `bundle:path` for a file of the bundle.
    package var url: String
    /// As the source calls it.
    package var title: String?
    /// ISO 8601 in UTC, as the source says.
    package var published: String?
    package var rights: Rights
    /// The place of its source among the manifest's.
    var source = 0
    var content = Content.page(nil)

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

    /// By what two links are one: the address without fragment and visitor counters.
    var identity: String { WebURL(url)?.canonical.description ?? url }

    /// The link of an item that is a document; nil for another item.
    init?(_ item: Item, of pipeline: Pipeline) {
        guard let url = item.fields["url"] else { return nil }
        let index = item.fields["source"].flatMap { Int($0) } ?? 0
        let spec = pipeline.sources.indices.contains(index) ? pipeline.sources[index] : nil
        self.init(url: url, title: item.fields["title"], rights: spec?.rights ?? .quote)
        source = index
        if let digest = item.fields["document"].flatMap({ Digest(hex: $0) }) {
            content = .recorded(digest)
        } else {
            content = .page(spec?.selector)
        }
    }
}
