/// A checked absolute `http` or `https` URL (RFC 3986), read by the same parser that will fetch it.
package struct TransferURL: Sendable, Hashable, CustomStringConvertible {
    /// What is requested: the path as it was given, no credentials, no fragment.
    package let text: String
    package let scheme: String
    /// Lower-cased; an IPv6 literal without its brackets.
    package let host: String
    package let port: Int
    /// The URL without its query: safe to show.
    package let description: String

    /// - Throws: `TransferError.invalidRequest` for anything but http and https, and for a URL that carries
    /// credentials.
    package init(_ text: String) throws(TransferError) {
        let handle = URLHandle()
        guard text.utf8.count <= Self.lengthLimit else {
            throw TransferError(
                .invalidRequest, "the URL is longer than \(Self.lengthLimit) bytes", url: String(text.prefix(100)))
        }
        if let complaint = handle.set(.url, to: text) {
            throw TransferError(
                .invalidRequest, "\(Self.shown(text)) is not a URL: \(complaint)", url: Self.shown(text))
        }
        if handle.get(.user) != nil || handle.get(.password) != nil {
            throw TransferError(
                .invalidRequest, "\(Self.shown(text)) carries credentials; send them in a header", url: Self.shown(text)
            )
        }
        try self.init(handle)
    }

    /// The URL that a `Location` of this one's answer names. Credentials in it are dropped.
    package func resolving(_ location: String) throws(TransferError) -> TransferURL {
        let handle = URLHandle()
        var complaint = handle.set(.url, to: text)
        if location.utf8.count > Self.lengthLimit { complaint = "longer than \(Self.lengthLimit) bytes" }
        complaint = complaint ?? handle.set(.url, to: location, encoding: true)
        if let complaint {
            throw TransferError(
                .protocolViolation, "\(self) redirects to something that is not a URL: \(complaint)", url: description)
        }
        // Taking a part away cannot fail on a URL that was just parsed.
        _ = handle.set(.user, to: nil)
        _ = handle.set(.password, to: nil)
        return try TransferURL(handle)
    }

    /// Same scheme, host and port: what credentials may follow to.
    package func hasSameOrigin(as other: TransferURL) -> Bool {
        scheme == other.scheme && host == other.host && port == other.port
    }

    private static let lengthLimit = 8192

    private init(_ handle: borrowing URLHandle) throws(TransferError) {
        _ = handle.set(.fragment, to: nil)
        guard let scheme = handle.get(.scheme)?.lowercased(), let text = handle.get(.url),
            let host = handle.get(.host)?.lowercased(), !host.isEmpty
        else {
            throw TransferError(.invalidRequest, "a URL needs a scheme and a host", url: "")
        }
        guard scheme == "http" || scheme == "https" else {
            throw TransferError(
                .invalidRequest, "the scheme \(scheme) is not fetched, only http and https are", url: "\(scheme):…")
        }
        self.text = text
        self.scheme = scheme
        self.host = host.hasPrefix("[") ? String(host.dropFirst().dropLast()) : host
        port = handle.get(.port, defaultPort: true).flatMap { Int($0) } ?? (scheme == "https" ? 443 : 80)
        description = text.split(separator: "?", maxSplits: 1).first.map(String.init) ?? text
    }

    /// A text that may not be a URL, without what could be a secret in one.
    static func shown(_ text: String) -> String {
        var shown = text.prefix(300)
        if let query = shown.firstIndex(where: { $0 == "?" || $0 == "#" }) { shown = shown[..<query] }
        guard let at = shown.lastIndex(of: "@"), let scheme = shown.firstRange(of: "://"), scheme.upperBound <= at
        else {
            return String(shown)
        }
        return String(shown[..<scheme.upperBound] + shown[at...].dropFirst())
    }
}
