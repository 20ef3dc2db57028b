import Markup

/// Finds the day a page was published. No date is taken out of running text.
struct DateReader {
    let tree: HTMLTree
    let elements: PageElements
    let url: WebURL?
    let meta: MetaTags
    let structured: StructuredData
    let items: ItemProperties
    let near: NearHeading
    /// Whether the page is one that has a date: software dates every page of a shop or a company, but no reader sees it.
    let isWritten: Bool

    func read() -> MetadataValue? {
        if let day = inAddress() { return MetadataValue(day, .address, 0.97) }
        if isWritten, let day = declared() { return day }
        if let day = timeElement() { return MetadataValue(day, .time, 0.8) }
        if let day = nearHeading() { return MetadataValue(day, .visible, 0.8) }
        return nil
    }

    private func declared() -> MetadataValue? {
        for (name, confidence) in Self.declarations {
            if let day = meta[name].flatMap({ WebDate.day(in: $0) }) { return MetadataValue(day, .meta, confidence) }
        }
        if let day = structured.published.flatMap({ WebDate.day(in: $0) }) {
            return MetadataValue(day, .structuredData, 0.9)
        }
        for (name, confidence) in Self.laterDeclarations {
            if let day = meta[name].flatMap({ WebDate.day(in: $0) }) { return MetadataValue(day, .meta, confidence) }
        }
        return items.first(.datePublished).lazy.compactMap { property in
            day(of: property).map { MetadataValue($0, property.source, 0.9) }
        }.first
    }

    private static let declarations: [(String, Float)] = [
        ("article:published_time", 0.95), ("og:article:published_time", 0.95), ("parsely-pub-date", 0.9),
        ("dc.date", 0.9), ("dc.date.issued", 0.9), ("dcterms.created", 0.9), ("date", 0.9), ("pubdate", 0.9),
        ("publishdate", 0.9), ("publish-date", 0.9), ("sailthru.date", 0.9), ("article.published", 0.9),
    ]
    private static let laterDeclarations: [(String, Float)] = [
        ("citation_publication_date", 0.9), ("citation_date", 0.8), ("datepublished", 0.9),
    ]

    /// When the page says that it was last changed.
    func modified() -> String? {
        let places = [
            meta["article:modified_time"], meta["og:updated_time"], meta["datemodified"], meta["dcterms.modified"],
            meta["last-modified"], structured.modified,
        ]
        return places.lazy.compactMap(\.self).compactMap { WebDate.day(in: $0) }.first
            ?? items.first(.dateModified).lazy.compactMap { day(of: $0) }.first
    }

    /// `/2024/05/17/` in the address; a month alone names no day.
    private func inAddress() -> String? {
        guard let path = url?.path else { return nil }
        let parts = path.split(separator: "/").prefix(12)
        for (year, (month, day)) in zip(parts, zip(parts.dropFirst(), parts.dropFirst(2))) {
            guard year.count == 4, (1...2).contains(month.count), (1...2).contains(day.count) else { continue }
            if let found = WebDate.day(year: Int(year), month: Int(month), day: Int(day)) { return found }
        }
        return nil
    }

    private func day(of property: ItemProperty) -> String? {
        WebDate.day(in: tree.attribute(.datetime, of: property.node) ?? items.text(of: property))
    }

    /// The first time element, if the page is not a list of dated things.
    private func timeElement() -> String? {
        guard isWritten || elements.times.count < 5 else { return nil }
        for index in elements.times where isWritten || near.nodes.contains(index) {
            guard let value = tree.attribute(.datetime, of: index), let day = WebDate.day(in: value) else { continue }
            return day
        }
        return nil
    }

    /// A date that stands by itself close to the heading.
    private func nearHeading() -> String? {
        // Many dates are those of the entries of a list.
        let many = 4
        var days: [String] = []
        for line in near.lines where days.count < many {
            guard line.text.utf8.count < 80, line.text.utf8.contains(where: { $0 >= 0x30 && $0 <= 0x39 }),
                WebDate.namesWholeDay(line.text), !line.text.contains("©"),
                let day = WebDate.day(in: line.text) ?? WebDate.day(in: String(line.text.drop { !$0.isNumber }))
            else { continue }
            days.append(day)
            if isWritten { break }
        }
        return isWritten || days.count < many ? days.first : nil
    }
}
