import Markup

/// Finds the day a page was published. No date is taken out of running text.
struct DateReader {
    let tree: HTMLTree
    let url: WebURL?
    let meta: MetaTags
    let structured: StructuredData
    let near: NearHeading
    /// Whether the page is one that has a date: software dates every page of a shop or a company, but no reader sees it.
    let isWritten: Bool

    func read() -> MetadataValue? {
        if let day = inAddress() { return MetadataValue(day, .address, 0.97) }
        let declared: [(String?, MetadataSource, Float)] = [
            (meta["article:published_time"], .meta, 0.95), (meta["og:article:published_time"], .meta, 0.95),
            (meta["parsely-pub-date"], .meta, 0.9), (meta["dc.date"], .meta, 0.9), (meta["dc.date.issued"], .meta, 0.9),
            (meta["dcterms.created"], .meta, 0.9), (meta["date"], .meta, 0.9), (meta["pubdate"], .meta, 0.9),
            (meta["publishdate"], .meta, 0.9), (meta["publish-date"], .meta, 0.9), (meta["sailthru.date"], .meta, 0.9),
            (meta["article.published"], .meta, 0.9), (structured.published, .structuredData, 0.9),
            (meta["citation_publication_date"], .meta, 0.9), (meta["citation_date"], .meta, 0.8),
            (meta["datepublished"], .meta, 0.9), (itemProperty(), .itemProperty, 0.9),
        ]
        for case (let place?, let source, let confidence) in declared where isWritten {
            if let day = WebDate.day(in: place) { return MetadataValue(day, source, confidence) }
        }
        if let day = timeElement() { return MetadataValue(day, .time, 0.8) }
        if let day = nearHeading() { return MetadataValue(day, .visible, 0.8) }
        return nil
    }

    /// When the page says that it was last changed.
    func modified() -> String? {
        let places = [
            meta["article:modified_time"], meta["og:updated_time"], meta["datemodified"], meta["dcterms.modified"],
            meta["last-modified"], structured.modified,
        ]
        return places.lazy.compactMap(\.self).compactMap { WebDate.day(in: $0) }.first
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

    private func itemProperty() -> String? {
        for index in tree.nodes.indices
        where tree.attributeBytes(.itemprop, of: index)?.elementsEqual("datePublished".utf8) == true {
            return tree.attribute(.datetime, of: index) ?? tree.attribute(.content, of: index) ?? tree.text(of: index)
        }
        return nil
    }

    /// The first time element, if the page is not a list of dated things.
    private func timeElement() -> String? {
        let times = tree.nodes.indices.lazy.filter { tree.nodes[$0].tag == .time }
        guard isWritten || times.prefix(5).count < 5 else { return nil }
        for index in times where isWritten || near.nodes.contains(index) {
            guard let value = tree.attribute(.datetime, of: index), let day = WebDate.day(in: value) else { continue }
            return day
        }
        return nil
    }

    /// A date that stands by itself close to the heading.
    private func nearHeading() -> String? {
        let days = near.lines.lazy.filter { line in
            line.text.utf8.count < 80 && line.text.utf8.contains { $0 >= 0x30 && $0 <= 0x39 }
                && WebDate.namesWholeDay(line.text) && !line.text.contains("©")
        }.compactMap { line in
            WebDate.day(in: line.text) ?? WebDate.day(in: String(line.text.drop { !$0.isNumber }))
        }
        // Many dates are those of the entries of a list.
        let first = days.prefix(4)
        return isWritten || Array(first).count < 4 ? first.first : nil
    }
}
