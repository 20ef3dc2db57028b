import Archives

/// Sets an edition as EPUB 3.3: cover, title page, contents, a document for each chapter, and how the book was made.
struct BookSetter {
    /// The folder of everything but the container's own files.
    static let folder = "EPUB"
    static let packagePath = "package.opf"

    let edition: Edition

    /// The finished book, checked by ``EPUBLint``. Synchronous: on the compute pool.
    /// - Throws: ``AssemblyError`` `invalidBook` with the first mistakes that the linter found.
    static func epub(_ edition: Edition) throws(AssemblyError) -> [UInt8] {
        let bytes = try archive(BookSetter(edition: edition).entries())
        let findings = EPUBLint.check(bytes)
        guard findings.isEmpty else {
            let list = findings.prefix(5).map(\.description).joined(separator: "; ")
            throw AssemblyError(
                .invalidBook, "The book “\(edition.title)” has \(findings.count) structural mistakes: \(list)")
        }
        return bytes
    }

    /// Everything in the archive after `mimetype`.
    func entries() -> [ZIPEntry] {
        let files = files()
        let package = PackageDocument(edition: edition, files: files)
        let texts = [
            ("META-INF/container.xml", Self.container), ("\(Self.folder)/\(Self.packagePath)", package.bytes()),
        ]
        return texts.map { ZIPEntry(path: $0.0, bytes: $0.1) }
            + files.map { file in
                ZIPEntry(
                    path: "\(Self.folder)/\(file.path)", bytes: file.bytes,
                    compression: file.mediaType.hasPrefix("image/") ? .stored : .deflated)
            }
    }

    private func files() -> [BookFile] {
        let pages = BookPages(edition: edition)
        let front = (edition.cover == nil ? [] : [pages.cover()]) + [pages.titlePage()]
        let readable = edition.chapters.map { pages.chapter($0) } + [pages.colophon()]
        let navigation = NavigationDocuments(edition: edition, front: front, readable: readable)
        var files = front + [navigation.contents()] + readable + [navigation.ncx()]
        files.append(
            BookFile(path: "css/book.css", mediaType: "text/css", bytes: Array(BookStyle.css.utf8), id: "css"))
        if let cover = edition.cover {
            files.append(
                BookFile(
                    path: "images/cover.\(cover.fileExtension)", mediaType: cover.mediaType, bytes: cover.bytes,
                    id: "cover-image", properties: "cover-image"))
        }
        if let logo = edition.logo {
            files.append(
                BookFile(
                    path: "images/logo.\(logo.fileExtension)", mediaType: logo.mediaType, bytes: logo.bytes, id: "logo")
            )
        }
        return files
    }

    private static func archive(_ entries: [ZIPEntry]) throws(AssemblyError) -> [UInt8] {
        do throws(ArchiveError) {
            return try ZIPWriter.epub(entries: entries)
        } catch {
            throw AssemblyError(.archive, "The book's archive cannot be written: \(error)", underlying: error)
        }
    }

    private static var container: [UInt8] {
        var writer = MarkupWriter()
        writer.verbatim("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")
        writer.element(
            "container", ["version": "1.0", "xmlns": "urn:oasis:names:tc:opendocument:xmlns:container"]
        ) {
            $0.element("rootfiles") {
                $0.empty(
                    "rootfile",
                    ["full-path": "\(folder)/\(packagePath)", "media-type": "application/oebps-package+xml"])
            }
        }
        writer.newLine()
        return writer.bytes
    }
}
