import CCurl

/// Owns a parsed URL of libcurl, so that the guard and the transfer read every URL with one parser.
@safe
struct URLHandle: ~Copyable {
    private let raw: OpaquePointer

    /// Fails only when memory does.
    init() {
        guard let raw = unsafe curl_url() else { preconditionFailure("curl_url: out of memory") }
        unsafe self.raw = raw
    }

    deinit { unsafe curl_url_cleanup(raw) }

    enum Part { case url, scheme, user, password, host, port, path, query, fragment }

    /// Sets a part, a whole URL being resolved against the present one. Returns curl's sentence if it is malformed.
    func set(_ part: Part, to text: String?, encoding: Bool = false) -> String? {
        var flags = CURLU_PATH_AS_IS | CURLU_NON_SUPPORT_SCHEME
        if encoding { flags |= CURLU_URLENCODE | CURLU_ALLOW_SPACE }
        let code = unsafe curl_url_set(raw, Self.code(of: part), text, UInt32(flags))
        return code == CURLUE_OK ? nil : unsafe String(cString: curl_url_strerror(code))
    }

    /// A part as text; nil if the URL has none.
    func get(_ part: Part, decoded: Bool = false, defaultPort: Bool = false) -> String? {
        var flags = decoded ? CURLU_URLDECODE : 0
        if defaultPort { flags |= CURLU_DEFAULT_PORT }
        var text: UnsafeMutablePointer<CChar>?
        guard unsafe curl_url_get(raw, Self.code(of: part), &text, UInt32(flags)) == CURLUE_OK, let text = unsafe text
        else { return nil }
        defer { unsafe curl_free(text) }
        return unsafe String(cString: text)
    }

    private static func code(of part: Part) -> CURLUPart {
        switch part {
        case .url: CURLUPART_URL
        case .scheme: CURLUPART_SCHEME
        case .user: CURLUPART_USER
        case .password: CURLUPART_PASSWORD
        case .host: CURLUPART_HOST
        case .port: CURLUPART_PORT
        case .path: CURLUPART_PATH
        case .query: CURLUPART_QUERY
        case .fragment: CURLUPART_FRAGMENT
        }
    }
}
