import Markup

/// Finds the day a page was published. No date is taken out of running text.
struct DateReader {
    let tree: HTMLTree
    let url: WebURL?
    let meta: MetaTags
    let structured: StructuredData

    func read() -> String? {
        if let day = inAddress() { return day }
        let places: [String?] = [
            meta["article:published_time"], meta["og:article:published_time"], meta["parsely-pub-date"],
            meta["dc.date"], meta["dc.date.issued"], meta["dcterms.created"], meta["date"], meta["pubdate"],
            meta["publishdate"], meta["publish-date"], meta["sailthru.date"], meta["article.published"],
            structured.published, meta["datepublished"], itemProperty(), timeElement(), nearHeading(),
        ]
        for case let place? in places {
            if let day = WebDate.day(in: place) { return day }
        }
        return nil
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

    private func timeElement() -> String? {
        for index in tree.nodes.indices where tree.nodes[index].tag == .time {
            if let value = tree.attribute(.datetime, of: index) { return value }
        }
        return nil
    }

    /// A date that stands by itself close to the heading, in an element that is named for it.
    private func nearHeading() -> String? {
        guard let heading = tree.first(.h1) else { return nil }
        let first = max(0, heading - 60)
        let last = min(tree.nodes.count, Int(tree.nodes[heading].end) + 150)
        for index in first..<last where tree.nodes[index].tag != .text {
            guard let names = tree.attributeBytes(.class, of: index)?.prefix(512),
                names.containsIgnoringCase("date") || names.containsIgnoringCase("time")
                    || names.containsIgnoringCase("publish") || names.containsIgnoringCase("meta")
                    || names.containsIgnoringCase("posted")
            else { continue }
            let text = tree.text(of: index)
            guard text.utf8.count < 200, WebDate.day(in: text) != nil else { continue }
            return text
        }
        return nil
    }
}
