/// The package document (EPUB 3.3 §5): metadata, manifest, spine.
struct PackageDocument {
    let edition: Edition
    let files: [BookFile]

    /// Sources that the metadata name; the colophon names all.
    private static let maximumSources = 100

    /// The document's bytes.
    func bytes() -> [UInt8] {
        var writer = MarkupWriter()
        writer.verbatim("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")
        writer.element(
            "package",
            [
                "xmlns": "http://www.idpf.org/2007/opf", "version": "3.0", "unique-identifier": "id",
                "xml:lang": edition.language.text, "dir": edition.direction,
            ]
        ) { package in
            writeMetadata(to: &package)
            writeManifest(to: &package)
            writeSpine(to: &package)
        }
        writer.newLine()
        return writer.bytes
    }

    private func writeMetadata(to writer: inout MarkupWriter) {
        writer.newLine()
        writer.element("metadata", ["xmlns:dc": "http://purl.org/dc/elements/1.1/"]) { metadata in
            metadata.newLine()
            metadata.line("dc:identifier", ["id": "id"], edition.identifier)
            metadata.line("dc:title", ["id": "main-title"], edition.title)
            metadata.refine("#main-title", "title-type", "main")
            if let subtitle = edition.subtitle {
                metadata.line("dc:title", ["id": "main-subtitle"], subtitle)
                metadata.refine("#main-subtitle", "title-type", "subtitle")
            }
            metadata.line("dc:language", [:], edition.language.text)
            if let author = edition.author {
                metadata.line("dc:creator", ["id": "creator"], author)
                metadata.line("meta", ["refines": "#creator", "property": "role", "scheme": "marc:relators"], "aut")
            }
            if let publisher = edition.publisher { metadata.line("dc:publisher", [:], publisher) }
            if !edition.summary.isEmpty { metadata.line("dc:description", [:], edition.summary) }
            for keyword in edition.keywords { metadata.line("dc:subject", [:], keyword) }
            if let day = edition.date.day { metadata.line("dc:date", [:], day) }
            if let imprint = edition.imprint { metadata.line("dc:rights", [:], imprint) }
            for citation in edition.citations.prefix(Self.maximumSources) {
                metadata.line("dc:source", [:], citation.address?.text ?? citation.title)
            }
            metadata.property("dcterms:modified", edition.date.instant)
            writeAccessibility(to: &metadata)
            if edition.cover != nil {
                metadata.empty("meta", ["name": "cover", "content": "cover-image"])
                metadata.newLine()
            }
        }
        writer.newLine()
    }

    /// EPUB Accessibility 1.1 §3; no claim of conformance, which only an audit can give.
    private func writeAccessibility(to writer: inout MarkupWriter) {
        writer.property("schema:accessMode", "textual")
        let hasPictures = edition.cover != nil || edition.logo != nil
        if hasPictures { writer.property("schema:accessMode", "visual") }
        writer.property("schema:accessModeSufficient", "textual")
        let features = ["tableOfContents", "structuralNavigation", "readingOrder", "displayTransformability"]
        for feature in features + (hasPictures ? ["alternativeText"] : []) {
            writer.property("schema:accessibilityFeature", feature)
        }
        writer.property("schema:accessibilityHazard", "none")
        writer.property("schema:accessibilitySummary", edition.phrases.accessibility)
    }

    private func writeManifest(to writer: inout MarkupWriter) {
        writer.element("manifest") { manifest in
            manifest.newLine()
            for file in files {
                manifest.empty(
                    "item",
                    [
                        "id": file.id, "href": file.path, "media-type": file.mediaType,
                        "properties": file.properties,
                    ])
                manifest.newLine()
            }
        }
        writer.newLine()
    }

    private func writeSpine(to writer: inout MarkupWriter) {
        writer.element("spine", ["toc": "ncx", "page-progression-direction": edition.direction]) { spine in
            spine.newLine()
            for file in files where file.isInSpine {
                spine.empty("itemref", ["idref": file.id])
                spine.newLine()
            }
        }
        writer.newLine()
    }
}

extension MarkupWriter {
    /// An element of text on a line of its own.
    fileprivate mutating func line(_ name: StaticString, _ attributes: Attributes, _ words: String) {
        element(name, attributes, words)
        newLine()
    }

    fileprivate mutating func property(_ name: String, _ value: String) {
        line("meta", ["property": name], value)
    }

    fileprivate mutating func refine(_ target: String, _ property: String, _ value: String) {
        line("meta", ["refines": target, "property": property], value)
    }
}
