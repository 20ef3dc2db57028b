import Markup

/// The language that a page says it is in.
struct LanguageReader {
    let tree: HTMLTree
    let elements: PageElements
    let meta: MetaTags

    func read() -> MetadataValue? {
        if let node = elements.html, let tag = tree.attribute(.lang, of: node).flatMap(Self.tag) {
            return MetadataValue(tag, .meta, 0.95)
        }
        return (meta["content-language"] ?? meta["og:locale"] ?? meta["dc.language"]).flatMap(Self.tag)
            .map { MetadataValue($0, .meta, 0.9) }
    }

    /// A BCP 47 tag out of what people write for one; nil for what is none.
    private static func tag(_ declared: String) -> String? {
        let dashed = declared.utf8.contains(UInt8(ascii: "_")) ? declared.replacing("_", with: "-") : declared
        let tag = dashed.trimmingBlanks.prefix { $0 != "," && $0 != " " }
        let primary = tag.prefix { $0 != "-" }
        guard (2...3).contains(primary.count), primary.allSatisfy({ $0.isASCII && $0.isLetter }) else { return nil }
        return primary.lowercased() + tag.dropFirst(primary.count)
    }
}
