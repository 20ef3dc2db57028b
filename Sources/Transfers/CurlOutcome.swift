import CCurl

/// How a transfer ended, in curl's terms.
struct CurlOutcome: Sendable {
    let code: CURLcode
    let isCancelled: Bool
    /// Curl's sentence; empty after success.
    let sentence: String
    let httpVersion: String
    let remoteAddress: String
    /// Whether it ran on a kept connection.
    let reusedConnection: Bool

    init(of transfer: CurlTransfer, code: CURLcode) {
        self.code = code
        isCancelled = false
        sentence = code == CURLE_OK ? "" : transfer.easy.sentence(for: code)
        httpVersion = transfer.easy.integer(CURLINFO_HTTP_VERSION) == CURL_HTTP_VERSION_2_0 ? "2" : "1.1"
        remoteAddress = transfer.easy.text(CURLINFO_PRIMARY_IP)
        reusedConnection = transfer.easy.integer(CURLINFO_NUM_CONNECTS) == 0
    }

    private init(_ code: CURLcode, isCancelled: Bool, sentence: String) {
        self.code = code
        self.isCancelled = isCancelled
        self.sentence = sentence
        httpVersion = ""
        remoteAddress = ""
        reusedConnection = false
    }

    static let cancelled = CurlOutcome(CURLE_ABORTED_BY_CALLBACK, isCancelled: true, sentence: "the task was cancelled")

    static func refused(_ sentence: String) -> CurlOutcome {
        CurlOutcome(CURLE_FAILED_INIT, isCancelled: false, sentence: sentence)
    }

    /// The failure in our terms; nil after success.
    func error(of transfer: CurlTransfer) -> TransferError? {
        guard code != CURLE_OK else { return nil }
        let begun = transfer.requestsBegun > 0
        if let address = transfer.blockedAddress, !begun {
            return .blocked(address, url: transfer.label)
        }
        let code = isCancelled ? .cancelled : errorCode(requestBegun: begun)
        return TransferError(
            code, "\(transfer.label): \(sentence)", url: transfer.label, requestMayHaveBeenSent: begun)
    }

    private func errorCode(requestBegun: Bool) -> TransferError.Code {
        switch code {
        case CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_RESOLVE_PROXY:
            .resolve
        case CURLE_COULDNT_CONNECT:
            .connect
        case CURLE_OPERATION_TIMEDOUT:
            .timeout
        case CURLE_SSL_CONNECT_ERROR, CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CERTPROBLEM, CURLE_SSL_CIPHER,
            CURLE_SSL_CACERT_BADFILE, CURLE_SSL_ISSUER_ERROR, CURLE_SSL_INVALIDCERTSTATUS, CURLE_USE_SSL_FAILED:
            .tls
        case CURLE_PARTIAL_FILE, CURLE_RECV_ERROR, CURLE_SEND_ERROR, CURLE_GOT_NOTHING, CURLE_SEND_FAIL_REWIND,
            CURLE_ABORTED_BY_CALLBACK:
            requestBegun ? .partial : .connect
        case CURLE_URL_MALFORMAT, CURLE_READ_ERROR, CURLE_FAILED_INIT:
            .invalidRequest
        default:
            .protocolViolation
        }
    }
}

extension TransferError {
    static func blocked(_ address: InternetAddress, url: String) -> TransferError {
        TransferError(
            .blockedAddress,
            "\(url): the address \(address) is not on the public internet, and its host is none of the allowed ones",
            url: url)
    }
}
