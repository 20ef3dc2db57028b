import CCurl

/// One hop of an exchange: a request to one URL and the reading of its answer.
final class HTTPExchange: CurlTransfer, @unchecked Sendable {
    // Sendable for the reason that `CurlTransfer` gives.
    let url: TransferURL
    private let policy: AddressPolicy
    private let limits: HTTPLimits
    private let follows: Bool
    private let isHead: Bool
    private let redirectedFrom: [TransferURL]
    private let sink: any BodySink
    private var source: UploadSource

    private(set) var status = 0
    private var headers = HTTPHeaders()
    private var headerBytes = 0
    private var bodyBytes = 0
    private var hasBegun = false
    /// The `Location` to follow, once the headers are complete.
    private(set) var redirectTarget: String?
    /// Which limit the answer broke.
    private var overrun: String?

    /// A redirect's own body is of no use; beyond this much of it the connection is cheaper to close than to drain.
    private static let drainLimit = 64 << 10

    init(
        _ request: HTTPRequest, to url: TransferURL, redirectedFrom: [TransferURL], policy: AddressPolicy,
        source: UploadSource, sink: any BodySink
    ) {
        self.url = url
        self.policy = policy
        self.source = source
        self.sink = sink
        self.redirectedFrom = redirectedFrom
        limits = request.limits
        follows = request.redirects != .none
        isHead = request.method == .head
        super.init(label: url.description, isReplayable: request.isReplayable && source.canRewind)
    }

    override func permits(_ address: InternetAddress) -> Bool {
        policy.permits(address, for: url)
    }

    override func supply(into buffer: UnsafeMutableRawBufferPointer) -> Supply {
        unsafe source.supply(into: buffer)
    }

    override func rewind(to offset: Int) -> Bool {
        source.rewind(to: offset)
    }

    // MARK: The answer

    override func receive(header line: UnsafeRawBufferPointer) -> Bool {
        headerBytes += line.count
        guard headerBytes <= limits.headerBytes else { return refuse("headers over \(limits.headerBytes) bytes") }
        // Fields after the body (trailers) say nothing we use.
        guard !hasBegun else { return true }
        let text = unsafe String(decoding: line, as: UTF8.self)
        if text.hasPrefix("HTTP/") {
            status = text.split(separator: " ").dropFirst().first.flatMap { Int($0.prefix(3)) } ?? 0
            headers = HTTPHeaders()
        } else if line.count <= 2 {
            return status < 200 || finishHead()
        } else if let colon = text.utf8.firstIndex(of: UInt8(ascii: ":")) {
            headers.add(Self.trimmed(text[..<colon]), Self.trimmed(text[text.utf8.index(after: colon)...]))
        }
        return true
    }

    private func finishHead() -> Bool {
        hasBegun = true
        let length = isHead ? nil : headers["Content-Length"].flatMap { Int($0) }
        if follows, [301, 302, 303, 307, 308].contains(status), let location = headers["Location"] {
            redirectTarget = location
            return (length ?? 0) <= Self.drainLimit
        }
        if let length, length > limits.bodyBytes { return refuseBody() }
        sink.begin(HTTPResponseHead(status: status, headers: headers, url: url, redirectedFrom: redirectedFrom))
        return true
    }

    override func receive(body bytes: UnsafeRawBufferPointer) -> Intake {
        if redirectTarget != nil {
            bodyBytes += bytes.count
            return bodyBytes <= Self.drainLimit ? .taken : .refuse
        }
        guard bodyBytes + bytes.count <= limits.bodyBytes else {
            _ = refuseBody()
            return .refuse
        }
        guard unsafe sink.take(bytes) else { return .pause }
        bodyBytes += bytes.count
        return .taken
    }

    private func refuseBody() -> Bool {
        refuse("the body is over the limit of \(limits.bodyBytes) bytes")
    }

    private func refuse(_ reason: String) -> Bool {
        overrun = reason
        return false
    }

    private static func trimmed(_ text: Substring) -> String {
        let isSpace: (Character) -> Bool = { $0 == " " || $0 == "\t" || $0 == "\r" || $0 == "\n" || $0 == "\r\n" }
        var text = text.drop(while: isSpace)
        while let last = text.last, isSpace(last) { text.removeLast() }
        return String(text)
    }

    // MARK: The end

    /// Why the hop failed; nil if it brought an answer or a redirect.
    func failure(_ outcome: CurlOutcome) -> TransferError? {
        if redirectTarget != nil && !outcome.isCancelled && outcome.code == CURLE_WRITE_ERROR { return nil }
        if let overrun, !outcome.isCancelled {
            return TransferError(.bodyTooLarge, "\(label): \(overrun)", url: label, requestMayHaveBeenSent: true)
        }
        return outcome.error(of: self)
    }
}
