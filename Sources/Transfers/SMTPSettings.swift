/// Limits and names of an `SMTPClient`.
package struct SMTPSettings: Sendable {
    /// Connections at once; more messages wait.
    package var maxConnections: Int
    /// From the call to the server's answer, for one message.
    package var total: Duration
    /// Connection, TLS and login.
    package var connect: Duration
    /// How this client names itself in EHLO: a host name or an address literal.
    package var clientName: String
    /// A PEM file of certificate authorities in place of the system's.
    package var certificateAuthorities: String?

    package init(
        maxConnections: Int = 16, total: Duration = .seconds(300), connect: Duration = .seconds(20),
        clientName: String = "localhost", certificateAuthorities: String? = nil
    ) {
        self.maxConnections = maxConnections
        self.total = total
        self.connect = connect
        self.clientName = clientName
        self.certificateAuthorities = certificateAuthorities
    }
}
