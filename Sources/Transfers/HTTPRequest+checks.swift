extension HTTPRequest {
    /// Fields that say how a message is framed or where it goes; they follow from the rest of the request.
    private static let reserved = ["Host", "Content-Length", "Transfer-Encoding", "Connection", "Expect"]

    /// Fields that may follow a redirect to another origin: none can carry a credential.
    private static let portable = [
        "Accept", "Accept-Language", "Content-Type", "User-Agent", "If-None-Match", "If-Modified-Since", "Range",
    ]

    func check(_ url: TransferURL) throws(TransferError) {
        if let name = headers.invalidFieldName {
            throw TransferError(
                .invalidRequest,
                "\(url): the header \(name.debugDescription) has a character that headers cannot carry",
                url: url.description)
        }
        if let name = Self.reserved.first(where: { headers[$0] != nil }) {
            throw TransferError(
                .invalidRequest, "\(url): the header \(name) is set by the client itself", url: url.description)
        }
    }

    /// What to send after a redirect with `status` from `old` to `new` (RFC 9110 §15.4).
    func redirected(status: Int, from old: TransferURL, to new: TransferURL) throws(TransferError) -> HTTPRequest {
        var next = self
        if (status == 303 && method != .head) || ([301, 302].contains(status) && method == .post) {
            next.method = .get
            next.body = .none
            next.headers["Content-Type"] = nil
        }
        guard !old.hasSameOrigin(as: new) else { return next }
        if next.hasBody && old.scheme == "https" && new.scheme == "http" {
            throw TransferError(
                .protocolViolation, "\(old) redirects a request with a body to \(new), which is not encrypted",
                url: old.description, requestMayHaveBeenSent: true)
        }
        next.headers = next.headers.keeping(Self.portable)
        return next
    }

    private var hasBody: Bool {
        if case .none = body { false } else { true }
    }
}
