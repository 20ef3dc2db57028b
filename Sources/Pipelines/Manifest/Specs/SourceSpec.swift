/// One entry of `sources`. Addresses are templates.
package struct SourceSpec: Sendable, Hashable, Codable {
    /// What is read, and where it is.
    package enum Kind: Sendable, Hashable, Codable {
        case feed(url: String)
        case page(url: String)
        case urls([String])
        case sitemap(url: String)
        /// A folder of the bundle with HTML or Markdown.
        case folder(path: String)
    }

    package var kind: Kind
    package var rights: Rights
    /// A glob on the path of links (`/articles/*`).
    package var match: String?
    package var limit: Int?
    /// `last_issue` or an ISO date: only what was published after it.
    package var since: String?
    /// Whether the run goes on without this source.
    package var isOptional: Bool

    package init(
        kind: Kind, rights: Rights = .quote, match: String? = nil, limit: Int? = nil, since: String? = nil,
        isOptional: Bool = false
    ) {
        self.kind = kind
        self.rights = rights
        self.match = match
        self.limit = limit
        self.since = since
        self.isOptional = isOptional
    }
}
