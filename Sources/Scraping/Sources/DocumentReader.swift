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
        case document(ReadDocument)
        case problem(SourceProblem, isTransient: Bool)
    }

    /// - Throws: what the context throws; a page that cannot be had is an outcome.
    func read(_ link: SourceLink) async throws -> Outcome {
        do {
            switch link.content {
            case .document(let document): return try await record(document, link)
            case .recorded(let digest):
                let reference = DocumentReference(
                    digest: digest, url: link.url, title: link.title ?? link.url, rights: link.rights)
                return .document(ReadDocument(reference, try await stored(reference)))
            case .page(let selector):
                if let path = link.bundlePath { return try await file(path, link, selector) }
                return try await page(link, selector)
            }
        } catch let error as FetchError {
            if error.code == .cancelled { throw CancellationError() }
            if error.status == 404 || error.status == 410 { try await context.noteGone(documentAt: link.url) }
            return .problem(SourceProblem(url: link.url, message: error.message), isTransient: error.isTransient)
        } catch let error as MarkupError {
            return .problem(SourceProblem(url: link.url, message: error.message), isTransient: false)
        }
    }

    /// A document that the source's own answer held.
    func record(_ document: Document, _ link: SourceLink) async throws -> Outcome {
        guard !document.text.isEmpty else { throw Self.noText(link) }
        let reference = try await context.record(document, validators: Validators(), rights: link.rights)
        return .document(ReadDocument(reference, document))
    }

    private func page(_ link: SourceLink, _ selector: PageSelector?) async throws -> Outcome {
        let selection = selector?.description
        let known = try await known(link, selection)
        if let known, known.isFresh { return try await unchanged(known, link) }
        let response: PageResponse
        switch try await fetcher.fetch(
            link.url, etag: known?.validators.etag, lastModified: known?.validators.lastModified)
        {
        case .page(let answer): response = answer
        case .unchanged(let answer):
            guard let known else {
                throw FetchError(code: .broken, message: "\(link.url) answered 304 to a question without a condition.")
            }
            try await context.confirmDocument(at: link.url, validators: Validators(answer, selection: selection))
            return try await unchanged(known, link)
        }
        let document = try await document(
            of: response.body, contentType: response.contentType, name: link.url, at: response.url, link: link,
            selector: selector)
        let validators = Validators(response, selection: selection)
        let condition = PageCondition(title: document.title, text: document.text)
        var note: SourceProblem?
        switch condition {
        case .whole: break
        case .paywall: note = SourceProblem(url: link.url, message: "\(link.url) \(condition.sentence).")
        case .consentWall, .errorPage:
            throw MarkupError(code: .empty, message: "\(link.url) \(condition.sentence).")
        }
        let reference = try await context.record(
            document, validators: validators, rights: link.rights, site: WebURL(link.url)?.origin)
        return .document(ReadDocument(reference, document, site: site(of: link), note: note))
    }

    /// What an earlier run made of the same part of the page; nothing where this run was told to read all anew.
    private func known(_ link: SourceLink, _ selection: String?) async throws -> KnownDocument? {
        guard !context.request.run.refresh else { return nil }
        let known = try await context.knownDocument(at: link.url)
        return known?.validators.selection == selection ? known : nil
    }

    private func unchanged(_ known: KnownDocument, _ link: SourceLink) async throws -> Outcome {
        var reference = known.reference
        reference.rights = link.rights
        return .document(ReadDocument(reference, try await stored(reference), site: site(of: link)))
    }

    /// The site whose documents a page's is compared with: what a selector names is taken as it is.
    private func site(of link: SourceLink) -> String? {
        guard case .page(nil) = link.content else { return nil }
        return WebURL(link.url)?.origin
    }

    /// A document that was recorded before.
    private func stored(_ reference: DocumentReference) async throws -> Document {
        try JSONValue(parsing: try await context.load(reference.digest, limit: SiteCleaning.documentLimit)).decode()
    }

    private func file(_ path: String, _ link: SourceLink, _ selector: PageSelector?) async throws -> Outcome {
        let bytes = try await context.bundleFile(path)
        let document = try await document(
            of: bytes, contentType: nil, name: path, at: nil, link: link, selector: selector)
        var read = ReadDocument(
            try await context.record(document, validators: Validators(), rights: link.rights), document)
        // The editor put it there: it stays, whatever it is like.
        read.fingerprint = nil
        return .document(read)
    }

    /// - Parameters:
    ///   - name: whose ending tells Markdown from HTML where no content type does.
    ///   - address: what relative addresses are relative to.
    private func document(
        of bytes: [UInt8], contentType: String?, name: String, at address: String?, link: SourceLink,
        selector: PageSelector?
    ) async throws -> Document {
        let form = try DocumentForm(contentType: contentType, name: name)
        let document = try await pool.run {
            switch form {
            case .page:
                let page = try ExtractedPage.extract(
                    bytes: bytes, contentType: contentType, url: address, select: selector)
                return Document(page, link: link)
            case .markdown:
                return try Document(markdown: TextDecoder.decode(bytes, contentType: contentType).string, link: link)
            }
        }
        guard !document.text.isEmpty else { throw Self.noText(link) }
        return document
    }

    private static func noText(_ link: SourceLink) -> MarkupError {
        MarkupError(code: .empty, message: "\(link.url) holds no text that could be read.")
    }
}

extension Validators {
    fileprivate init(_ response: PageResponse, selection: String?) {
        self.init(
            etag: response.etag, lastModified: response.lastModified, freshSeconds: Freshness.seconds(of: response),
            selection: selection)
    }
}
