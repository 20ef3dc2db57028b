package import Markup

/// A page as its readers want it: the content and what it says about itself. Its JSON is what `presswork extract` prints.
package struct ExtractedPage: Codable, Hashable, Sendable {
    /// The content as plain text.
    package var text: String
    /// The content as CommonMark with GitHub's tables; addresses in it are absolute where the page's own is known.
    package var markdown: String
    package var title: String?
    package var author: String?
    /// The day of publication, `YYYY-MM-DD`.
    package var date: String?
    /// A BCP 47 tag.
    package var language: String?
    package var kind: PageKind
    /// The address that the page gives for itself, else the one it was fetched from.
    package var url: String?
    package var site: String?
    package var description: String?
    /// The picture that stands for the page.
    package var image: String?
    /// The pictures in the content, in order.
    package var images: [ExtractedImage]

    /// Extracts a page. Synchronous, a few milliseconds: call it on the compute pool.
    ///
    /// - Parameters:
    ///   - bytes: the page as it came, at most 8 MiB.
    ///   - contentType: the Content-Type header, if there was one.
    ///   - url: where the page came from; relative addresses are resolved against it.
    /// - Throws: `MarkupError` for a page over the limit.
    package static func extract(
        bytes: [UInt8], contentType: String? = nil, url: String? = nil
    ) throws(MarkupError) -> ExtractedPage {
        let tree = try HTMLTree.parse(bytes, contentType: contentType)
        let address = url.flatMap(WebURL.init)
        let base = baseAddress(of: tree, at: address)
        let reader = MetadataReader(tree, url: address)
        let metadata = reader.read()
        let result = ArticleExtractor().content(of: tree) { WebURL.resolve($0, against: base).linkText ?? $0 }
        return ExtractedPage(
            text: result.document.plainText, markdown: result.document.markdown, title: metadata.title,
            author: metadata.author, date: metadata.date, language: metadata.language,
            kind: PageKind(
                types: reader.declaredTypes, url: address, isDiscussion: result.isDiscussion,
                linkDensity: result.linkDensity),
            url: metadata.canonicalURL ?? url, site: metadata.site ?? address?.host,
            description: metadata.description, image: metadata.image, images: result.document.images)
    }

    /// What relative addresses are relative to: `<base href>`, else the page's own address.
    private static func baseAddress(of tree: HTMLTree, at url: WebURL?) -> WebURL? {
        guard let node = tree.first(.base), let reference = tree.attribute(.href, of: node) else { return url }
        return WebURL.resolve(reference, against: url) ?? url
    }
}

/// A picture in a page's content.
package struct ExtractedImage: Codable, Hashable, Sendable {
    /// Absolute where the page's address is known.
    package var url: String
    package var alt: String

    package init(url: String, alt: String) {
        self.url = url
        self.alt = alt
    }
}

extension WebURL? {
    /// As a link in the content: the schemes that a reader may follow, empty for the others.
    fileprivate var linkText: String? {
        guard let self else { return nil }
        return ["http", "https", "mailto", "tel"].contains(self.scheme) ? self.description : ""
    }
}
