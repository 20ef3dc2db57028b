import CCurl
import EventLoops

/// The handing over of one message: what the server has said so far, and how much of the message has left.
final class SMTPExchange: CurlTransfer, @unchecked Sendable {
    // Sendable for the reason that `CurlTransfer` gives.
    private let message: SMTPMessage
    private let cancelled = Locked(false)
    private let sockets: OpenSockets
    private var deadline = ContinuousClock.now
    private var sent = 0
    private var lines: [Substring] = []
    private var replyBytes = 0
    /// Complete replies since the session stood: to MAIL, RCPT, DATA and the message.
    private var replies = 0
    private(set) var lastReply: SMTPReply?

    private static let replyLimit = 64 << 10

    init(_ message: SMTPMessage, to endpoint: SMTPEndpoint, settings: SMTPSettings, sockets: OpenSockets, isFresh: Bool)
    {
        self.message = message
        self.sockets = sockets
        super.init(label: endpoint.description, isReplayable: false)
        easy.set(CURLOPT_URL, "\(endpoint)/\(settings.clientName)")
        easy.set(CURLOPT_PROTOCOLS_STR, "smtp,smtps")
        easy.set(CURLOPT_CONNECTTIMEOUT_MS, settings.connect.milliseconds)
        easy.set(CURLOPT_MAIL_FROM, message.envelopeFrom)
        easy.set(CURLOPT_MAIL_RCPT, list: [message.recipient])
        easy.set(CURLOPT_UPLOAD, 1)
        easy.set(CURLOPT_INFILESIZE_LARGE, offset: message.data.count)
        if isFresh { easy.set(CURLOPT_FRESH_CONNECT, 1) }
        if let authorities = settings.certificateAuthorities { easy.set(CURLOPT_CAINFO, authorities) }
        secure(endpoint)
        easy.close(with: sockets)
        easy.callForProgress(self)
    }

    /// The time for all of it, from now.
    func limit(to left: Duration) {
        deadline = .now + left
        easy.set(CURLOPT_TIMEOUT_MS, left.milliseconds)
        // Replies may take as long as the whole; by default curl gives each two minutes.
        easy.set(CURLOPT_SERVER_RESPONSE_TIMEOUT, left.milliseconds / 1000 + 1)
    }

    /// From any thread: ends the transfer at once.
    func cancel() {
        cancelled.withLock { $0 = true }
        sockets.shutAll()
    }

    var isCancelled: Bool { cancelled.withLock { $0 } }

    override func opened(_ descriptor: CInt) {
        sockets.add(descriptor)
    }

    override var mayGoOn: Bool {
        guard !isCancelled, ContinuousClock.now < deadline else {
            // Curl would go on to say QUIT and wait for the answer.
            sockets.shutAll()
            return false
        }
        return true
    }

    private func secure(_ endpoint: SMTPEndpoint) {
        switch endpoint.security {
        case .implicit: break
        case .required: easy.set(CURLOPT_USE_SSL, Int(CURLUSESSL_ALL.rawValue))
        case .opportunistic: easy.set(CURLOPT_USE_SSL, Int(CURLUSESSL_TRY.rawValue))
        case .none: easy.set(CURLOPT_USE_SSL, Int(CURLUSESSL_NONE.rawValue))
        }
        switch endpoint.credentials {
        case nil: break
        case .password(let user, let password):
            easy.set(CURLOPT_USERNAME, user)
            easy.set(CURLOPT_PASSWORD, password)
        case .bearer(let user, let token):
            easy.set(CURLOPT_USERNAME, user)
            easy.set(CURLOPT_XOAUTH2_BEARER, token)
        }
    }

    override func supply(into buffer: UnsafeMutableRawBufferPointer) -> Supply {
        let count = min(message.data.count - sent, buffer.count)
        unsafe buffer.copyBytes(from: message.data[sent..<sent + count])
        sent += count
        return .bytes(count)
    }

    override func receive(header line: UnsafeRawBufferPointer) -> Bool {
        replyBytes += line.count
        guard replyBytes <= Self.replyLimit else { return false }
        let text = unsafe String(decoding: line, as: UTF8.self)
        let content = Substring(text.filter { !$0.isNewline })
        lines.append(content)
        guard content.dropFirst(3).first != "-" else { return true }
        let reply = SMTPReply(lines: lines)
        lines = []
        // The answer to QUIT, which follows a refusal, says nothing of the message.
        if reply?.code == 221 { return true }
        lastReply = reply
        guard requestsBegun > 0 else { return true }
        replies += 1
        // Curl leaves a server that has refused; without a QUIT, whose answer it would wait for in place.
        if let reply, reply.code >= 400 { sockets.shutAll() }
        return true
    }

    // MARK: The end

    /// Whether the last byte of the message was handed to curl, so that the final dot may be on its way.
    private var isHandedOver: Bool { sent == message.data.count }

    private var stage: SMTPError.Stage {
        guard requestsBegun > 0 else { return .session }
        // A refusal is itself the last of the replies.
        let asked = refusal == nil ? replies : replies - 1
        return asked <= 0 ? .sender : asked == 1 ? .recipient : asked == 2 ? .data : .content
    }

    private var refusal: SMTPReply? {
        guard let lastReply, lastReply.code >= 400 else { return nil }
        return lastReply
    }

    /// A kept connection had died before the server heard of this message: a new one may be tried.
    func foundDeadConnection(_ outcome: CurlOutcome) -> Bool {
        guard outcome.reusedConnection, !outcome.isCancelled, outcome.code != CURLE_OK, sent == 0 else { return false }
        return replies == 0 || (replies == 1 && lastReply?.code == 421)
    }

    func receipt(_ outcome: CurlOutcome) throws(SMTPError) -> SMTPReceipt {
        let failure = outcome.error(of: self)
        if failure == nil, let lastReply {
            return SMTPReceipt(reply: lastReply, remoteAddress: outcome.remoteAddress)
        }
        let reason = refusal.map(\.description) ?? failure?.message ?? "no reply"
        let message = "\(label): the message to \(message.recipient) "
        if let refusal, stage != .session {
            let isPermanent = refusal.code >= 500
            throw SMTPError(
                isPermanent ? .refusedPermanently : .refusedTemporarily, stage, message + "was refused: \(reason)",
                reply: refusal, underlying: failure)
        }
        guard isHandedOver else {
            throw SMTPError(.notSent, stage, message + "was not sent: \(reason)", reply: refusal, underlying: failure)
        }
        throw SMTPError(
            .unknown, .content, message + "was sent, but the server's answer was lost: \(reason)", underlying: failure)
    }
}
