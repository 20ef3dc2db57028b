import CCurl
import Glibc

extension HTTPExchange {
    /// Sets the handle up for `request`, which has passed `HTTPRequest.check`.
    func configure(for request: HTTPRequest, within left: Duration, client: HTTPClientConfiguration, length: Int?) {
        easy.set(CURLOPT_URL, url.text)
        easy.set(CURLOPT_PATH_AS_IS, 1)
        easy.set(CURLOPT_PROTOCOLS_STR, "http,https")
        easy.set(CURLOPT_FOLLOWLOCATION, 0)
        easy.set(CURLOPT_HTTP_VERSION, CURL_HTTP_VERSION_2TLS)
        // Many requests to one host share a connection that speaks HTTP/2 instead of each opening its own.
        if url.scheme == "https" && isReplayable { easy.set(CURLOPT_PIPEWAIT, 1) }
        if !isReplayable { easy.set(CURLOPT_FRESH_CONNECT, 1) }
        if let authorities = client.certificateAuthorities { easy.set(CURLOPT_CAINFO, authorities) }
        // Empty means: every coding that this libcurl can decode.
        if request.acceptsCompression { easy.set(CURLOPT_ACCEPT_ENCODING, "") }
        // For each request curl looks through all names that it keeps; a crawl meets thousands in a minute, its default.
        easy.set(CURLOPT_DNS_CACHE_TIMEOUT, 2)
        limit(by: request.limits, within: left)
        setMethod(request.method, length: length)
        setHeaders(request.headers, userAgent: client.userAgent)
    }

    private func limit(by limits: HTTPLimits, within left: Duration) {
        easy.set(CURLOPT_TIMEOUT_MS, left.milliseconds)
        easy.set(CURLOPT_CONNECTTIMEOUT_MS, min(limits.connect, left).milliseconds)
        easy.set(CURLOPT_LOW_SPEED_LIMIT, limits.lowSpeedBytesPerSecond)
        easy.set(CURLOPT_LOW_SPEED_TIME, max(1, limits.lowSpeedTime.milliseconds / 1000))
        easy.set(CURLOPT_BUFFERSIZE, 64 << 10)
    }

    private func setMethod(_ method: HTTPMethod, length: Int?) {
        if let length {
            easy.set(CURLOPT_UPLOAD, 1)
            easy.set(CURLOPT_INFILESIZE_LARGE, offset: length)
        } else if method == .head {
            easy.set(CURLOPT_NOBODY, 1)
        }
        easy.set(CURLOPT_CUSTOMREQUEST, method.rawValue)
    }

    private func setHeaders(_ headers: HTTPHeaders, userAgent: String) {
        // Waiting for 100-continue costs a second with servers that ignore it.
        var lines = ["Expect:"]
        if headers["User-Agent"] == nil { lines.append("User-Agent: \(userAgent)") }
        for field in headers {
            lines.append(field.value.isEmpty ? "\(field.name);" : "\(field.name): \(field.value)")
        }
        easy.set(CURLOPT_HTTPHEADER, list: lines)
    }
}

extension Duration {
    /// In whole milliseconds, at least one: curl reads 0 as "no limit".
    var milliseconds: Int {
        let (seconds, attoseconds) = components
        let (whole, overflow) = Int(seconds).multipliedReportingOverflow(by: 1000)
        return overflow ? Int(Int32.max) : max(1, min(whole + Int(attoseconds / 1_000_000_000_000_000), Int(Int32.max)))
    }
}
