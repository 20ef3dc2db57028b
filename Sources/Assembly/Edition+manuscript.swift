import Markup
import Pipelines

extension Edition {
    /// Sections of one product at most.
    static let maximumSections = 2_000

    /// Parses the manuscript of a product. Synchronous: on the compute pool.
    init(
        _ manuscript: Manuscript, of product: ProductIdentity, tenant: TenantID, brand: Brand, content: Digest,
        cover: StillImage? = nil, header: StillImage? = nil, hasHeader: Bool = false, logo: StillImage? = nil
    ) throws(AssemblyError) {
        let language = LanguageTag(firstOf: [manuscript.language, brand.language])
        let phrases = Phrases(language)
        title = CleanText.line(optional: manuscript.title) ?? phrases.untitled
        subtitle = CleanText.line(optional: manuscript.subtitle)
        summary = CleanText.line(manuscript.summary)
        keywords = manuscript.keywords.compactMap(CleanText.line(optional:))
        self.language = language
        identifier = Self.identifier(of: "\(tenant)/\(product)")
        date = EditionDate(key: product.itemKey, content: content)
        author = CleanText.line(optional: brand.author)
        publisher = CleanText.line(optional: brand.name)
        imprint = CleanText.line(optional: brand.imprint)
        postalAddress = CleanText.line(optional: brand.postalAddress)
        disclosure = CleanText.line(optional: brand.disclosure)
        provenance = CleanText.line(optional: manuscript.provenance.statement)
        chapters = try Self.chapters(of: manuscript, phrases)
        look = Look(brand: brand)
        self.cover = cover
        self.header = header
        self.hasHeader = hasHeader
        self.logo = logo
    }

    /// `urn:uuid:…`, version 8 (RFC 9562 §5.8): the first bits of the SHA-256 of `name`.
    static func identifier(of name: String) -> String {
        var bytes = Array(Digest(of: "presswork:\(name)").bytes.prefix(16))
        bytes[6] = bytes[6] & 0x0F | 0x80
        bytes[8] = bytes[8] & 0x3F | 0x80
        let hex = bytes.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }
        let groups = [0..<4, 4..<6, 6..<8, 8..<10, 10..<16].map { hex[$0].joined() }
        return "urn:uuid:" + groups.joined(separator: "-")
    }

    /// Introductions first, whatever the order in which agents wrote; the rest as the manuscript has it.
    private static func chapters(of manuscript: Manuscript, _ phrases: Phrases) throws(AssemblyError) -> [Chapter] {
        guard !manuscript.sections.isEmpty else {
            throw AssemblyError(.empty, "The manuscript “\(manuscript.title)” has no section.")
        }
        guard manuscript.sections.count <= maximumSections else {
            throw AssemblyError(
                .tooLarge,
                "The manuscript “\(manuscript.title)” has \(manuscript.sections.count) sections; the limit is \(maximumSections)."
            )
        }
        let sections =
            manuscript.sections.filter { $0.part == "intro" }
            + manuscript.sections.filter { $0.part != "intro" }
        var chapters: [Chapter] = []
        var number = 0
        for (index, section) in sections.enumerated() {
            let isIntroduction = section.part == "intro"
            if !isIntroduction { number += 1 }
            chapters.append(
                try Chapter(
                    id: "s\(index + 1)", number: isIntroduction ? nil : number, heading: section.heading,
                    markdown: section.markdown, citations: section.sources.map(Citation.init)))
        }
        return chapters
    }
}
