import CCurl

/// One use of libcurl: the handle and what its callbacks ask. HTTP and SMTP say in subclasses what is done.
///
/// Sendable: from `CurlEngine.run` (or `SMTPSession.run`) until that returns it is touched on the engine's loop (the
/// session's thread) only, where every callback runs; before and after, by the one task that made it.
class CurlTransfer: @unchecked Sendable {
    /// What a callback for received bytes answers.
    enum Intake { case taken, pause, refuse }
    /// What a callback for bytes to send answers; `bytes(0)` is the end.
    enum Supply { case bytes(Int), pause, fail }

    var easy = EasyHandle()
    /// The URL as errors show it.
    let label: String
    /// Whether the request may be begun again by curl itself, on a new connection after a dead one.
    let isReplayable: Bool
    /// How often a request was about to be written. 0: no byte of it has left.
    private(set) var requestsBegun = 0
    /// An address that the policy refused.
    private(set) var blockedAddress: InternetAddress?

    init(label: String, isReplayable: Bool) {
        self.label = label
        self.isReplayable = isReplayable
        easy.call(self)
        easy.set(CURLOPT_NOSIGNAL, 1)
        // Without it, dropping a transfer that still waits for DNS blocks the loop until the resolver gives up.
        easy.set(CURLOPT_QUICK_EXIT, 1)
        // Proxies of the environment would hide the address that is connected to from the address policy.
        easy.set(CURLOPT_PROXY, "")
        easy.set(CURLOPT_SSLVERSION, CURL_SSLVERSION_TLSv1_2)
    }

    func permits(_ address: InternetAddress) -> Bool { true }
    func receive(header line: UnsafeRawBufferPointer) -> Bool { true }
    func receive(body bytes: UnsafeRawBufferPointer) -> Intake { .taken }
    func supply(into buffer: UnsafeMutableRawBufferPointer) -> Supply { .bytes(0) }
    func rewind(to offset: Int) -> Bool { false }
    /// A socket was made for it.
    func opened(_ descriptor: CInt) {}
    /// Asked about once a second after `easy.callForProgress`.
    var mayGoOn: Bool { true }

    /// A socket is about to be connected.
    final func mayConnect(to address: InternetAddress?) -> Bool {
        guard let address, permits(address) else {
            blockedAddress = address ?? blockedAddress
            return false
        }
        return true
    }

    /// The connection, new or kept, stands and the request is about to be written.
    final func mayBegin(at address: String) -> Bool {
        if requestsBegun > 0 && !isReplayable { return false }
        if let connected = InternetAddress(address), !permits(connected) {
            blockedAddress = connected
            return false
        }
        requestsBegun += 1
        return true
    }
}
