/// The title of a document without the name of its site.
enum PageTitle {
    private static let separators = [" | ", " – ", " — ", " - ", " · ", " • ", " » ", " :: ", " // "]

    /// Cuts at the separator: the site's own name where it is known, else the shorter end.
    static func cut(_ title: String, site: String?) -> String {
        if let site, !site.isEmpty {
            for separator in separators {
                if title.hasSuffix(separator + site) { return String(title.dropLast(separator.count + site.count)) }
                if title.hasPrefix(site + separator) { return String(title.dropFirst(separator.count + site.count)) }
            }
        }
        for separator in separators {
            guard let last = title.ranges(of: separator).last else { continue }
            let head = title[..<last.lowerBound]
            let tail = title[last.upperBound...]
            let longer = head.split(separator: " ").count >= tail.split(separator: " ").count ? head : tail
            if longer.split(separator: " ").count >= 2 { return String(longer) }
        }
        return title
    }
}
