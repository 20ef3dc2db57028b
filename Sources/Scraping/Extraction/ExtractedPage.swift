package import Markup
package import Pipelines

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
    /// What readers wrote below the content, where it is not what the page is for.
    package var comments: String?
    /// The day of the last change, `YYYY-MM-DD`.
    package var modified: String?
    /// The licence's address or name.
    package var licence: String?
    package var tags: [String]
    /// How long the text takes to read, at 230 words a minute.
    package var readingMinutes: Int
    /// How much of the text is sentences, 0 to 1: prose is much, a list of links is little.
    package var quality: Double
    /// Where title, author, date and language were found, and how far each place is to be trusted.
    package var provenance: [String: Provenance]

    /// Extracts a page. Synchronous, a few milliseconds: call it on the compute pool.
    ///
    /// - Parameters:
    ///   - bytes: the page as it came, at most 8 MiB.
    ///   - contentType: the Content-Type header, if there was one.
    ///   - url: where the page came from; relative addresses are resolved against it.
    ///   - select: the parts of the page that are its content; nil lets the extractor judge.
    /// - Throws: `MarkupError` for a page over the limit, and for one without the parts that are wanted.
    package static func extract(
        bytes: [UInt8], contentType: String? = nil, url: String? = nil, select: PageSelector? = nil
    ) throws(MarkupError) -> ExtractedPage {
        let tree = try HTMLTree.parse(bytes, contentType: contentType)
        let address = url.flatMap(WebURL.init)
        let reader = MetadataReader(tree, url: address)
        let base = baseAddress(of: tree, reader.elements, at: address)
        let metadata = reader.read()
        let resolve = LinkResolver(base: base).resolve
        var result = ArticleExtractor(facts: reader.facts).content(of: tree, resolve: resolve)
        var text = result.document.plainText
        if let select {
            guard let part = PagePart.document(of: tree, select, resolve: resolve) else {
                let place = url ?? "The page"
                throw MarkupError(code: .empty, message: "\(place) has no part that `\(select)` names.")
            }
            result.document = part
            result.comments = ""
            text = part.plainText
        } else if text.utf8.count < scarce, let hidden = try EmbeddedText(tree).document(resolve: resolve) {
            let hiddenText = hidden.plainText
            if hiddenText.utf8.count > 2 * scarce { (result.document, text) = (hidden, hiddenText) }
        }
        var page = ExtractedPage(
            text: text, markdown: result.document.markdown, metadata: metadata,
            kind: PageKind(
                types: reader.declaredTypes, url: address ?? metadata.canonicalURL.flatMap(WebURL.init),
                isDiscussion: result.isDiscussion, linkDensity: result.linkDensity),
            images: result.document.images)
        page.url = metadata.canonicalURL ?? url
        page.site = metadata.site ?? address?.host
        page.comments = result.comments.isEmpty ? nil : result.comments
        return page
    }

    private init(
        text: String, markdown: String, metadata: PageMetadata, kind: PageKind, images: [ExtractedImage]
    ) {
        self.text = text
        self.markdown = markdown
        title = metadata.title
        author = metadata.author
        date = metadata.date
        language = metadata.language
        self.kind = kind
        description = metadata.description
        image = metadata.image
        self.images = images
        modified = metadata.modified
        licence = metadata.licence
        tags = metadata.tags
        provenance = metadata.provenance
        let words: Int
        (quality, words) = TextQuality.read(text)
        readingMinutes = Self.readingMinutes(of: words)
        if language == nil, let guess = LanguageGuess.language(of: text) {
            language = guess
            provenance["language"] = Provenance(source: .text, confidence: 0.8)
        }
    }

    /// The page without what the pages of its site share.
    package func without(_ shared: SharedLines) -> ExtractedPage {
        guard let rest = shared.removed(from: markdown) else { return self }
        var page = self
        (page.markdown, page.text) = rest
        let words: Int
        (page.quality, words) = TextQuality.read(page.text)
        page.readingMinutes = Self.readingMinutes(of: words)
        return page
    }

    private static func readingMinutes(of words: Int) -> Int {
        words == 0 ? 0 : max(1, (words + 115) / 230)
    }

    /// A page with less text than this, in bytes, is looked into for text that only its scripts would show.
    private static let scarce = 200

    /// What relative addresses are relative to: `<base href>`, else the page's own address.
    private static func baseAddress(of tree: HTMLTree, _ elements: PageElements, at url: WebURL?) -> WebURL? {
        guard let node = elements.base, let reference = tree.attribute(.href, of: node) else { return url }
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
