import Pipelines
package import Transfers

extension HTTPClient: PageTransport {
    /// Each hop passes the address policy.
    package nonisolated func get(_ page: PageRequest) async throws(FetchError) -> PageResponse {
        var headers: HTTPHeaders = [
            "User-Agent": page.userAgent,
            "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
        ]
        if let etag = page.etag { headers["If-None-Match"] = etag }
        if let lastModified = page.lastModified { headers["If-Modified-Since"] = lastModified }
        if let token = page.authorization { headers["Authorization"] = "Bearer \(token.revealed)" }
        let request = HTTPRequest(
            .get, page.url, headers: headers, redirects: page.redirects > 0 ? .follow(limit: page.redirects) : .none,
            limits: HTTPLimits(total: page.timeout, bodyBytes: page.byteLimit),
            addressPolicy: page.addressPolicy)
        do throws(TransferError) {
            let response = try await execute(request)
            var page = PageResponse(
                status: response.status, url: response.url.description,
                contentType: response.headers["Content-Type"], etag: response.headers["ETag"],
                lastModified: response.headers["Last-Modified"], retryAfter: response.headers["Retry-After"],
                body: response.body)
            page.headers = response.headers.map { PageResponse.Field(name: $0.name, value: $0.value) }
            page.remoteAddress = response.remoteAddress
            return page
        } catch {
            let advice = error.code == .blockedAddress ? page.allowance.advice(for: WebURL(error.url)) : nil
            throw FetchError(
                code: FetchError.Code(error.code), message: error.message + (advice.map { "; \($0)" } ?? ""),
                underlying: error)
        }
    }
}

extension PageRequest {
    fileprivate var addressPolicy: AddressPolicy {
        if allowsPrivateAddresses { return .any }
        return allowedHosts.isEmpty ? .publicOnly : .allow(hosts: allowedHosts)
    }
}

extension FetchError.Code {
    fileprivate init(_ code: TransferError.Code) {
        self =
            switch code {
            case .invalidRequest: .invalidURL
            case .resolve, .connect, .overloaded: .unreachable
            case .tls: .tls
            case .timeout: .timeout
            case .bodyTooLarge: .tooLarge
            case .tooManyRedirects: .tooManyRedirects
            case .blockedAddress: .blockedAddress
            case .cancelled: .cancelled
            case .protocolViolation, .partial: .broken
            }
    }
}
