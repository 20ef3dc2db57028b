import Foundation
package import Pipelines

/// Books and pages from Markdown files, without a pipeline: what `presswork assemble` does.
package enum BookBuilder {
    /// One Markdown file, which becomes a chapter.
    package struct Source: Sendable, Hashable {
        /// Other files link to it by this name: `02-light.md`.
        package var fileName: String
        /// CommonMark with GFM tables. A heading on its first line names the chapter.
        package var markdown: String

        package init(fileName: String, markdown: String) {
            self.fileName = fileName
            self.markdown = markdown
        }
    }

    /// What a book is called and who made it.
    package struct Facts: Sendable, Hashable {
        package var title: String
        package var subtitle: String?
        package var author: String?
        /// BCP 47.
        package var language: String?
        /// Colours, imprint and publisher.
        package var brand: Brand

        package init(
            title: String, subtitle: String? = nil, author: String? = nil, language: String? = nil,
            brand: Brand = Brand()
        ) {
            self.title = title
            self.subtitle = subtitle
            self.author = author
            self.language = language
            self.brand = brand
        }
    }

    /// An EPUB 3.3 with a chapter for each file, in the order given. Synchronous: on the compute pool.
    /// - Parameter cover: JPEG or PNG.
    /// - Throws: ``AssemblyError`` that names the file.
    package static func epub(_ sources: [Source], _ facts: Facts, cover: [UInt8]? = nil) throws(AssemblyError)
        -> [UInt8]
    {
        try BookSetter.epub(edition(sources, facts, cover))
    }

    /// One self-contained web page. Synchronous: on the compute pool.
    package static func page(_ sources: [Source], _ facts: Facts, cover: [UInt8]? = nil) throws(AssemblyError)
        -> [UInt8]
    {
        PageSetter.html(try edition(sources, facts, cover))
    }

    private static func edition(
        _ sources: [Source], _ facts: Facts, _ cover: [UInt8]?
    ) throws(AssemblyError) -> Edition {
        var brand = facts.brand
        brand.author = facts.author ?? brand.author
        var picture: StillImage?
        if let cover {
            picture = StillImage(cover)
            guard picture != nil else {
                throw AssemblyError(.coverFormat, "The cover is neither a JPEG nor a PNG.")
            }
        }
        let manuscript = Manuscript(
            title: facts.title, subtitle: facts.subtitle, language: facts.language ?? brand.language ?? "en",
            summary: "",
            sections: sources.map {
                ManuscriptSection(part: "chapters", heading: "", markdown: $0.markdown)
            },
            provenance: Provenance(provider: "", statement: ""))
        let content = sources.map { "\($0.fileName)\u{0}\($0.markdown)\u{0}" }.joined()
        var edition = try Edition(
            manuscript, of: ProductIdentity(pipeline: "files", product: facts.title, itemKey: facts.author ?? ""),
            tenant: TenantID(UUID(uuid: (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0))), brand: brand,
            content: Digest(of: content), cover: picture)
        for (index, source) in sources.enumerated() { edition.chapters[index].name(after: source.fileName) }
        return edition
    }
}
