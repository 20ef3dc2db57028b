import Pipelines

/// Renders the files of one product: a pure function of its edition.
enum ProductSetter {
    /// A rendered file, not yet stored.
    struct File: Hashable, Sendable {
        var bytes: [UInt8]
        var mediaType: String
        var role: AssetRole
        var fileName: String
    }

    /// Every file that the product's formats ask for. Synchronous: on the compute pool.
    static func files(
        of edition: Edition, _ product: ProductSpec, named name: String
    ) throws(AssemblyError) -> [File] {
        var files: [File] = []
        let formats = product.formats.isEmpty ? defaultFormats(of: product.kind) : product.formats
        let letter = product.kind == .newsletter ? LetterSetter.parts(edition) : nil
        for format in ProductSpec.Format.allCases where formats.contains(format) {
            switch format {
            case .epub:
                let bytes = try BookSetter.epub(edition)
                files.append(
                    File(bytes: bytes, mediaType: "application/epub+zip", role: .book, fileName: "\(name).epub"))
            case .html:
                if let letter {
                    files.append(
                        File(bytes: letter.html, mediaType: "text/html", role: .letter, fileName: "\(name).mail.html"))
                }
                files.append(
                    File(
                        bytes: PageSetter.html(edition), mediaType: "text/html", role: .page,
                        fileName: "\(name).html"))
            case .text:
                files.append(text(of: edition, product.kind, letter, named: name))
            }
        }
        return files
    }

    private static func text(
        of edition: Edition, _ kind: ProductSpec.Kind, _ letter: LetterSetter.Parts?, named name: String
    ) -> File {
        let (bytes, role): ([UInt8], AssetRole) =
            switch kind {
            case .newsletter: (letter?.text ?? [], .letter)
            case .social: (PostSetter.text(edition), .post)
            case .ebook: (PostSetter.plainText(edition), .text)
            }
        return File(bytes: bytes, mediaType: "text/plain", role: role, fileName: "\(name).txt")
    }

    private static func defaultFormats(of kind: ProductSpec.Kind) -> [ProductSpec.Format] {
        switch kind {
        case .newsletter: [.html, .text]
        case .ebook: [.epub]
        case .social: [.text]
        }
    }
}

extension ProductSpec.Format {
    /// In the order in which files are made.
    fileprivate static let allCases: [ProductSpec.Format] = [.epub, .html, .text]
}
