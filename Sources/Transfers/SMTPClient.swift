import EventLoops

/// Hands messages to one mail server over connections that are kept: TLS and login are paid once for each.
///
/// It has threads of its own, one for each connection, since libcurl waits in place for a mail server's answers.
package actor SMTPClient {
    private nonisolated let endpoint: SMTPEndpoint
    private nonisolated let settings: SMTPSettings
    private nonisolated let pool: ComputePool
    private var idle: [SMTPSession] = []

    /// - Throws: `SMTPError` with the code `invalid` if the client's name is no host name.
    package init(_ endpoint: SMTPEndpoint, settings: SMTPSettings = SMTPSettings()) throws(SMTPError) {
        let isName = settings.clientName.utf8.allSatisfy { byte in
            (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
                || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20) || "-.[]:".utf8.contains(byte)
        }
        guard isName, !settings.clientName.isEmpty else {
            throw .invalid("\(settings.clientName.debugDescription) is not a name for EHLO")
        }
        self.endpoint = endpoint
        self.settings = settings
        pool = ComputePool(name: "smtp", threads: settings.maxConnections, capacity: 100_000)
    }

    /// Sends one message. Returning means that the server has accepted it.
    ///
    /// At most `maxConnections` messages are under way; others wait their turn within their own time. A message is
    /// begun a second time only if a kept connection was dead before the server heard of it.
    /// - Throws: `SMTPError`; only the code `unknown` leaves open whether the server has the message.
    package func send(_ message: SMTPMessage) async throws(SMTPError) -> SMTPReceipt {
        let deadline = ContinuousClock.now + settings.total
        let session = idle.popLast() ?? SMTPSession()
        defer { keep(session) }
        let (exchange, outcome) = try await attempt(message, over: session, before: deadline, isFresh: false)
        guard exchange.foundDeadConnection(outcome) else { return try exchange.receipt(outcome) }
        let (second, secondOutcome) = try await attempt(message, over: session, before: deadline, isFresh: true)
        return try second.receipt(secondOutcome)
    }

    private func keep(_ session: SMTPSession) {
        if idle.count < settings.maxConnections { idle.append(session) }
    }

    private func attempt(
        _ message: SMTPMessage, over session: SMTPSession, before deadline: ContinuousClock.Instant, isFresh: Bool
    ) async throws(SMTPError) -> (SMTPExchange, CurlOutcome) {
        let exchange = SMTPExchange(
            message, to: endpoint, settings: settings, sockets: session.sockets, isFresh: isFresh)
        do {
            let outcome = try await withTaskCancellationHandler {
                try await pool.run {
                    // Its turn may have come late.
                    let left = deadline - .now
                    guard left > .zero else { throw TransferError.lateForStart(exchange.label) }
                    exchange.limit(to: left)
                    return session.run(exchange)
                }
            } onCancel: {
                exchange.cancel()
            }
            return (exchange, outcome)
        } catch {
            throw SMTPError(
                .notSent, .session, "\(endpoint): the message to \(message.recipient) was not sent: \(error)",
                underlying: error)
        }
    }
}
