/// An address by RFC 3986, tolerant as browsers are: blanks around it go, blanks and other letters inside are
/// percent-encoded.
package struct WebURL: Hashable, Sendable, CustomStringConvertible {
    /// In lower case, without the colon.
    package var scheme: String
    /// With port where it is not the scheme's own, host in lower case; user names are dropped. Nil for `mailto:` and such.
    package var authority: String?
    package var path: String
    package var query: String?
    package var fragment: String?

    /// Reads an absolute address; nil for a relative one and for none.
    package init?(_ text: String) {
        var reference = URLReference(text)
        guard let scheme = reference.scheme else { return nil }
        self.scheme = scheme
        if scheme == "http" || scheme == "https" {
            // `http:example.org` and `http:/example.org` are written and mean the same.
            if reference.authority == nil {
                reference = URLReference(scheme + "://" + reference.path.drop { $0 == "/" })
            }
            guard let raw = reference.authority,
                let authority = Self.normalized(authority: raw, scheme: scheme)
            else { return nil }
            self.authority = authority
            path = URLPath.removingDots(reference.path.isEmpty ? "/" : reference.path)
        } else {
            authority = reference.authority
            path = reference.path
        }
        query = reference.query
        fragment = reference.fragment
    }

    /// Whether it can be fetched: http or https with a host.
    package var isWeb: Bool { (scheme == "http" || scheme == "https") && authority?.isEmpty == false }

    /// Host without the port; an IPv6 one in its brackets.
    package var host: String? {
        guard let authority else { return nil }
        guard let colon = authority.lastIndex(of: ":"), !authority.hasSuffix("]") else { return authority }
        return String(authority[..<colon])
    }

    /// Scheme, host and port: what robots.txt and politeness go by.
    package var origin: String { scheme + "://" + (authority ?? "") }

    /// What a server is asked for: path and query.
    package var target: String { path + (query.map { "?" + $0 } ?? "") }

    package var description: String {
        scheme + ":" + (authority.map { "//" + $0 } ?? "") + target + (fragment.map { "#" + $0 } ?? "")
    }

    /// The same page under one name: without the fragment, without parameters that only count visitors.
    package var canonical: WebURL {
        var url = self
        url.fragment = nil
        if let query {
            let kept = query.split(separator: "&").filter { part in
                let name = part.prefix { $0 != "=" }.lowercased()
                return !name.hasPrefix("utm_") && !Self.trackers.contains(name)
            }
            url.query = kept.isEmpty ? nil : kept.joined(separator: "&")
        }
        return url
    }

    private static let trackers: Set<String> = ["fbclid", "gclid", "dclid", "msclkid", "mc_cid", "mc_eid", "srsltid"]

    /// Resolves a reference found at an address (RFC 3986 §5.2.2); without a base only absolute ones resolve.
    package static func resolve(_ reference: String, against base: WebURL?) -> WebURL? {
        let parsed = URLReference(reference)
        guard parsed.scheme == nil, let base else { return WebURL(reference) }
        guard base.authority != nil else { return nil }
        var url = base
        url.fragment = parsed.fragment
        if let authority = parsed.authority {
            guard let normalized = normalized(authority: authority, scheme: base.scheme) else { return nil }
            url.authority = normalized
            url.path = URLPath.removingDots(parsed.path.isEmpty ? "/" : parsed.path)
            url.query = parsed.query
        } else if parsed.path.isEmpty {
            if parsed.query != nil { url.query = parsed.query }
        } else {
            let directory = base.path.lastIndex(of: "/").map { base.path[...$0] } ?? "/"
            url.path = URLPath.removingDots(parsed.path.hasPrefix("/") ? parsed.path : directory + parsed.path)
            url.query = parsed.query
        }
        return url
    }

    private static func normalized(authority: String, scheme: String) -> String? {
        var host = authority.lastIndex(of: "@").map { String(authority[authority.index(after: $0)...]) } ?? authority
        let standard = scheme == "https" ? ":443" : ":80"
        if host.hasSuffix(standard) { host.removeLast(standard.count) }
        if host.hasSuffix(":") { host.removeLast() }
        if let colon = host.lastIndex(of: ":"), !host.hasSuffix("]") {
            guard UInt16(host[host.index(after: colon)...]) != nil, colon > host.startIndex else { return nil }
        }
        let isClean = host.unicodeScalars.allSatisfy {
            $0.value > 0x20 && !"/\\?#<>\"^`{|}%".unicodeScalars.contains($0)
        }
        return host.isEmpty || !isClean ? nil : host.lowercased()
    }
}
