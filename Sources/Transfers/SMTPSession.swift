import CCurl
import EventLoops

/// One connection to a mail server, used by one message after another. Blocking: it runs on the client's own threads,
/// because libcurl waits in place for a server's answer to a message and to QUIT.
///
/// Sendable: `SMTPClient` lends it to one message at a time.
final class SMTPSession: @unchecked Sendable {
    // Declared BEFORE the sockets, so that it is destroyed first: closing its connection calls them.
    private let multi = MultiHandle(keptConnections: 1)
    let sockets = OpenSockets()

    deinit {
        // Otherwise curl says QUIT and waits for the answer, on whichever thread this is.
        sockets.shutAll()
    }

    /// Runs a transfer to its end, or until it is cancelled.
    func run(_ transfer: SMTPExchange) -> CurlOutcome {
        if let refusal = multi.add(transfer) { return .refused(refusal) }
        defer { multi.remove(transfer) }
        while true {
            multi.perform()
            if let (_, code) = multi.nextFinished() {
                return transfer.isCancelled ? .cancelled : CurlOutcome(of: transfer, code: code)
            }
            if transfer.isCancelled { return .cancelled }
            multi.poll(milliseconds: 200)
        }
    }
}
