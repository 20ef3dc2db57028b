import EventLoops
import Markup
import Pipelines

/// Reads the documents behind links: fetches what changed, extracts it, records it.
struct DocumentReader: Sendable {
    let fetcher: Fetcher
    let pool: ComputePool
    let context: any StageContext

    /// What became of one link.
    enum Outcome: Sendable {
        /// - note: what a person should know of it.
        case document(DocumentReference, TextFingerprint?, note: SourceProblem? = nil)
        case problem(SourceProblem, isTransient: Bool)
    }

    /// - Throws: what the context throws; a page that cannot be had is an outcome.
    func read(_ link: SourceLink) async throws -> Outcome {
        do {
            if let path = link.bundlePath { return try await file(path, link) }
            return try await page(link)
        } catch let error as FetchError {
            if error.code == .cancelled { throw CancellationError() }
            return .problem(SourceProblem(url: link.url, message: error.message), isTransient: error.isTransient)
        } catch let error as MarkupError {
            return .problem(SourceProblem(url: link.url, message: error.message), isTransient: false)
        }
    }

    private func page(_ link: SourceLink) async throws -> Outcome {
        let known = try await context.knownDocument(at: link.url)
        let result = try await fetcher.fetch(
            link.url, etag: known?.validators.etag, lastModified: known?.validators.lastModified)
        guard case .page(let response) = result else {
            if var reference = known?.reference {
                reference.rights = link.rights
                return .document(reference, try await fingerprint(of: reference))
            }
            throw FetchError(code: .broken, message: "\(link.url) answered 304 to a question without a condition.")
        }
        let document = try await document(
            of: response.body, contentType: response.contentType, name: link.url, at: response.url, link: link)
        let validators = Validators(etag: response.etag, lastModified: response.lastModified)
        let condition = PageCondition(title: document.title, text: document.text)
        var note: SourceProblem?
        switch condition {
        case .whole: break
        case .paywall: note = SourceProblem(url: link.url, message: "\(link.url) \(condition.sentence).")
        case .consentWall, .errorPage:
            throw MarkupError(code: .empty, message: "\(link.url) \(condition.sentence).")
        }
        return .document(
            try await context.record(document, validators: validators, rights: link.rights),
            TextFingerprint(document.text), note: note)
    }

    /// The fingerprint of a document that was recorded before.
    private func fingerprint(of reference: DocumentReference) async throws -> TextFingerprint? {
        let bytes = try await context.load(reference.digest, limit: Self.documentLimit)
        let document: Document = try JSONValue(parsing: bytes).decode()
        return TextFingerprint(document.text)
    }

    private static let documentLimit = 64 << 20

    private func file(_ path: String, _ link: SourceLink) async throws -> Outcome {
        let bytes = try await context.bundleFile(path)
        let document = try await document(of: bytes, contentType: nil, name: path, at: nil, link: link)
        return .document(
            try await context.record(document, validators: Validators(), rights: link.rights), nil)
    }

    /// - Parameters:
    ///   - name: whose ending tells Markdown from HTML where no content type does.
    ///   - address: what relative addresses are relative to.
    private func document(
        of bytes: [UInt8], contentType: String?, name: String, at address: String?, link: SourceLink
    ) async throws -> Document {
        let form = try DocumentForm(contentType: contentType, name: name)
        let document = try await pool.run {
            switch form {
            case .page:
                let page = try ExtractedPage.extract(bytes: bytes, contentType: contentType, url: address)
                return Document(page, link: link)
            case .markdown:
                return try Document(markdown: TextDecoder.decode(bytes, contentType: contentType).string, link: link)
            }
        }
        guard !document.text.isEmpty else {
            throw MarkupError(code: .empty, message: "\(link.url) holds no text that could be read.")
        }
        return document
    }
}

/// How a document is written.
enum DocumentForm: Sendable {
    case page, markdown

    /// - Throws: `MarkupError` for what is no text.
    init(contentType: String?, name: String) throws(MarkupError) {
        let type = contentType?.prefix { $0 != ";" }.trimmingBlanks.lowercased() ?? ""
        let path = name.prefix { $0 != "?" && $0 != "#" }.lowercased()
        switch type {
        case "text/markdown", "text/plain": self = .markdown
        case "text/html", "application/xhtml+xml", "application/xml", "text/xml": self = .page
        case "", "application/octet-stream":
            self = [".md", ".markdown", ".txt"].contains { path.hasSuffix($0) } ? .markdown : .page
        default:
            throw MarkupError(code: .empty, message: "\(name) is \(type), which is neither a page nor Markdown.")
        }
    }
}

extension Document {
    /// What a page became.
    init(_ page: ExtractedPage, link: SourceLink) {
        self.init(
            url: link.url, title: page.title ?? link.title ?? link.url, author: page.author,
            published: page.date ?? link.published.map { String($0.prefix(10)) }, site: page.site,
            language: page.language, summary: page.description, markdown: page.markdown, text: page.text,
            images: page.images.map { DocumentImage(url: $0.url, alt: $0.alt) })
    }

    /// A text in Markdown: its first heading is its title.
    init(markdown: String, link: SourceLink) throws(MarkupError) {
        do {
            let document = try MarkdownDocument.parse(markdown)
            var title: String?
            for case .heading(_, let inlines) in document.blocks where title == nil {
                title = Inline.plainText(of: inlines)
            }
            let stem = link.url.split(separator: "/").last.map { $0.prefix { $0 != "." } }.map(String.init)
            self.init(
                url: link.url, title: title ?? link.title ?? stem ?? link.url, published: link.published,
                markdown: markdown, text: document.plainText,
                images: document.images.map { DocumentImage(url: $0.url, alt: $0.alt) })
        } catch {
            throw MarkupError(code: .tooLarge, message: "\(link.url): \(error.message)")
        }
    }
}
