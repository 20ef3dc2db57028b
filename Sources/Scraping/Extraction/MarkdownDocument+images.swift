import Markup

extension MarkdownDocument {
    /// The pictures in order, each address once.
    var images: [ExtractedImage] {
        var images: [ExtractedImage] = []
        var seen: Set<String> = []
        for block in blocks {
            Self.collect(block) { image in
                if seen.insert(image.url).inserted { images.append(image) }
            }
        }
        return images
    }

    private static func collect(_ block: Block, _ take: (ExtractedImage) -> Void) {
        switch block {
        case .heading(_, let inlines), .paragraph(let inlines): collect(inlines, take)
        case .list(let list): for block in list.items.joined() { collect(block, take) }
        case .quote(let blocks): for block in blocks { collect(block, take) }
        case .table(let table):
            for cells in [table.header] + table.rows { for inlines in cells { collect(inlines, take) } }
        case .code, .thematicBreak: break
        }
    }

    private static func collect(_ inlines: [Inline], _ take: (ExtractedImage) -> Void) {
        for inline in inlines {
            switch inline {
            case .image(let source, _, let alternative): take(ExtractedImage(url: source, alt: alternative))
            case .emphasis(let children), .strong(let children), .strikethrough(let children): collect(children, take)
            case .link(_, _, let children): collect(children, take)
            case .text, .code, .footnoteReference, .softBreak, .lineBreak: break
            }
        }
    }
}
