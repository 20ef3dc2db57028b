import Markup

/// Addresses in feeds: resolved as RFC 3986 says, and otherwise left as they are written.
enum FeedAddress {
    /// What a reference means at an address; the reference itself where it is absolute or there is no base.
    static func resolve(_ reference: String, against base: String) -> String {
        let reference = reference.trimmingBlanks
        guard !base.isEmpty, scheme(of: reference) == nil else { return reference }
        let baseParts = Parts(base)
        guard let scheme = baseParts.scheme, scheme.lowercased() != "mailto", scheme.lowercased() != "urn" else {
            return reference
        }
        guard !reference.isEmpty else { return base }
        var parts = Parts(reference)
        parts.scheme = scheme
        if parts.authority == nil {
            parts.authority = baseParts.authority
            if parts.path.isEmpty {
                parts.path = baseParts.path
                if parts.query == nil { parts.query = baseParts.query }
            } else if !parts.path.hasPrefix("/") {
                let directory = baseParts.path.lastIndex(of: "/").map { baseParts.path[...$0] } ?? "/"
                parts.path = URLPath.removingDots(directory + parts.path)
            } else {
                parts.path = URLPath.removingDots(parts.path)
            }
        }
        return parts.text
    }

    /// A base for what stands below: an `xml:base` that names no place on the net changes nothing.
    static func base(_ reference: String, inside base: String) -> String {
        if let scheme = scheme(of: reference) {
            guard ["http", "https", "ftp", "file", "feed"].contains(scheme.lowercased()) else { return base }
            // `http:///host/` is written and means `http://host/`.
            let rest = reference.dropFirst(scheme.count + 1)
            return rest.hasPrefix("///") ? scheme + "://" + rest.drop { $0 == "/" } : reference
        }
        return resolve(reference, against: base)
    }

    /// Whether following a link could run something.
    static func isUnsafe(_ address: String) -> Bool {
        let scheme = address.filter { !$0.isWhitespace }.prefix { $0 != ":" }.lowercased()
        return ["javascript", "vbscript", "data", "livescript", "mocha"].contains(scheme)
    }

    private static func scheme(of text: String) -> String? {
        guard let colon = text.utf8.firstIndex(of: UInt8(ascii: ":")), colon > text.startIndex else { return nil }
        let scheme = text[..<colon]
        let isScheme = scheme.utf8.allSatisfy {
            ($0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A) || ($0 >= 0x30 && $0 <= 0x39) || $0 == 0x2B || $0 == 0x2D
                || $0 == 0x2E
        }
        guard isScheme, scheme.first?.isLetter == true else { return nil }
        return String(scheme)
    }

    /// An address taken apart (RFC 3986 appendix B), nothing changed.
    private struct Parts {
        var scheme: String?
        var authority: String?
        var path: String
        var query: String?
        var fragment: String?

        init(_ text: String) {
            var rest = text[...]
            if let hash = rest.firstIndex(of: "#") {
                fragment = String(rest[rest.index(after: hash)...])
                rest = rest[..<hash]
            }
            if let mark = rest.firstIndex(of: "?") {
                query = String(rest[rest.index(after: mark)...])
                rest = rest[..<mark]
            }
            if let found = FeedAddress.scheme(of: String(rest)) {
                scheme = found
                rest = rest.dropFirst(found.count + 1)
            }
            if rest.hasPrefix("//") {
                let body = rest.dropFirst(2)
                let end = body.firstIndex(of: "/") ?? body.endIndex
                authority = String(body[..<end])
                rest = body[end...]
            }
            path = String(rest)
        }

        var text: String {
            (scheme.map { $0 + ":" } ?? "") + (authority.map { "//" + $0 } ?? "") + path
                + (query.map { "?" + $0 } ?? "")
                + (fragment.map { "#" + $0 } ?? "")
        }
    }
}
