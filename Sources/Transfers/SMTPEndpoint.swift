/// A mail server to hand messages to, as `PRESSWORK_SMTP_URL` describes it.
package struct SMTPEndpoint: Sendable, CustomStringConvertible {
    /// How the connection is encrypted.
    package enum Security: String, Sendable {
        /// TLS from the first byte (`smtps`, RFC 8314).
        case implicit
        /// STARTTLS, or no mail is given (RFC 3207).
        case required
        /// STARTTLS if the server offers it.
        case opportunistic
        /// Never: for a server on this host.
        case none
    }

    /// How to log in.
    package enum Credentials: Sendable {
        case password(user: String, password: String)
        /// OAUTHBEARER or XOAUTH2, whichever the server offers.
        case bearer(user: String, token: String)
    }

    package let host: String
    package let port: Int
    package let security: Security
    package var credentials: Credentials?

    /// Scheme, host and port: safe to show.
    package var description: String {
        let shown = host.contains(":") ? "[\(host)]" : host
        return "\(security == .implicit ? "smtps" : "smtp")://\(shown):\(port)"
    }

    package init(host: String, port: Int, security: Security, credentials: Credentials? = nil) {
        self.host = host
        self.port = port
        self.security = security
        self.credentials = credentials
    }

    /// Reads `smtp://user:password@host:587?tls=required|opportunistic|none` or `smtps://…`. Reserved characters of
    /// user and password are percent-encoded. Without `tls`, STARTTLS is required if there are credentials. The port
    /// is 587, for smtps 465, unless given.
    /// - Throws: `SMTPError` with the code `invalid`, naming what is wrong and never the credentials.
    package init(url text: String) throws(SMTPError) {
        let handle = URLHandle()
        let shown = TransferURL.shown(text)
        if let complaint = handle.set(.url, to: text) {
            throw .invalid("the mail server's URL \(shown) is malformed: \(complaint)")
        }
        guard let scheme = handle.get(.scheme)?.lowercased(), scheme == "smtp" || scheme == "smtps",
            text.lowercased().hasPrefix(scheme + "://"), let host = handle.get(.host), !host.isEmpty
        else { throw .invalid("the mail server's URL \(shown) must begin with smtp:// or smtps:// and a host") }
        self.host = host.hasPrefix("[") ? String(host.dropFirst().dropLast()) : host
        port = handle.get(.port).flatMap { Int($0) } ?? (scheme == "smtps" ? 465 : 587)
        if let user = handle.get(.user, decoded: true) {
            credentials = .password(user: user, password: handle.get(.password, decoded: true) ?? "")
        }
        security = try Self.security(scheme, query: handle.get(.query), hasCredentials: credentials != nil, shown)
    }

    private static func security(
        _ scheme: String, query: String?, hasCredentials: Bool, _ shown: String
    ) throws(SMTPError) -> Security {
        guard let query else {
            return scheme == "smtps" ? .implicit : hasCredentials ? .required : .opportunistic
        }
        guard query.hasPrefix("tls="), let security = Security(rawValue: String(query.dropFirst(4))),
            security != .implicit, scheme == "smtp"
        else {
            throw .invalid(
                "the mail server's URL \(shown) has an unknown setting: smtp:// takes tls=required, tls=opportunistic "
                    + "or tls=none, smtps:// takes nothing"
            )
        }
        return security
    }
}
