import Markup

/// What sort of page it is: what its content looks like depends on it.
package enum PageKind: String, Codable, Hashable, Sendable, CaseIterable {
    case article, documentation, service, forum, product, collection, listing

    /// Judged by what the page declares, then by its address, then by what is in it.
    init(types: Set<String>, url: WebURL?, isDiscussion: Bool, linkDensity: Float) {
        let path = Array((url?.path.lowercased() ?? "").utf8)[...]
        let host = url?.host ?? ""
        func declares(_ names: String...) -> Bool { names.contains { types.contains($0) } }
        func isUnder(_ parts: String...) -> Bool { parts.contains { path.offset(of: Array($0.utf8)) != nil } }

        if declares("discussionforumposting", "qapage", "question") || isDiscussion
            || isUnder("/forum", "/thread", "/topic/", "/questions/", "showthread", "viewtopic")
            || host.hasPrefix("forum") || host.hasPrefix("community.")
        {
            self = .forum
        } else if declares("techarticle", "apireference") || host.hasPrefix("docs.") || host.hasPrefix("developer.")
            || isUnder("/docs/", "/documentation/", "/reference/", "/manual/")
        {
            self = .documentation
        } else if declares("article", "newsarticle", "blogposting", "reportagenewsarticle", "recipe") {
            self = .article
        } else if declares("product", "og:product", "productgroup") {
            self = .product
        } else if declares("collectionpage", "itemlist") || isUnder("/collections/", "/category/", "/shop") {
            self = linkDensity > 0.3 ? .collection : .listing
        } else if declares("service", "localbusiness", "professionalservice") || isUnder("/services", "/solutions") {
            self = .service
        } else {
            self = linkDensity > 0.6 ? .listing : .article
        }
    }
}
