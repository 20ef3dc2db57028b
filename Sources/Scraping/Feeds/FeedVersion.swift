import Markup

/// Which dialect a feed is written in.
enum FeedVersion {
    /// Nil for what is no feed.
    static func name(of tree: XMLTree, _ root: Int) -> String? {
        guard let name = tree.name(of: root) else { return nil }
        let version = tree.attribute("version", of: root) ?? ""
        switch name.local.lowercased() {
        case "rss":
            let digits = version.filter { $0.isNumber }
            return ["090", "091", "092", "093", "094"].contains(digits) ? "rss" + digits : "rss20"
        case "feed":
            let isOld =
                version == "0.3" || version == "0.2" || version == "0.1" || name.namespace.contains("purl.org/atom")
            return isOld ? "atom03" : "atom10"
        case "rdf": return tree.allNames.contains { $0.namespace.contains("netscape.com") } ? "rss090" : "rss10"
        case "channel": return name.namespace.contains("rss") || tree.attribute("href", of: root) == nil ? "rss" : "cdf"
        case "redirect", "newlocation", "entry", "item": return "rss"
        default: return nil
        }
    }
}
