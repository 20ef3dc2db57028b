import Pipelines

/// A part of a `generate` job: one chapter of one product. The words of its payload are data, as sources are: an outline
/// may have been written by a model that read them.
struct ChapterPart: Codable {
    var product: String
    var title: String
    /// BCP 47.
    var language: String
    /// The part of the product, as in the manifest's `write`.
    var part: String
    /// From 1.
    var number: Int
    var count: Int
    var chapter: OutlinedChapter
    /// The titles of all chapters; none where each source is one.
    var titles: [String]
}

extension ChapterPart {
    /// Reads a part's payload.
    init(_ payload: JSONValue) throws { self = try payload.decode() }

    /// The parts of one product's part, in order.
    ///
    /// - Parameter limitKey: of the provider's account.
    static func all(
        of outline: Outline, _ entry: WriteSpec, of frame: ProductFrame, limitKey: String?
    ) throws -> [NewPart] {
        let titles = entry.chapters?.outline == nil ? [] : outline.chapters.map(\.title)
        return try outline.chapters.enumerated().map { index, chapter in
            let part = ChapterPart(
                product: frame.product.name, title: frame.title, language: frame.language, part: entry.part,
                number: index + 1, count: outline.chapters.count,
                chapter: chapter, titles: titles)
            return NewPart(
                key: "\(frame.product.name)/\(entry.part)/\(index + 1)", payload: try JSONValue(encoding: part),
                limitKey: limitKey)
        }
    }
}
