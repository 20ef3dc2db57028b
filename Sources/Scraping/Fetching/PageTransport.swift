package import Pipelines

/// What brings pages: an HTTP client, or pages in memory.
package protocol PageTransport: Sendable {
    /// Sends a GET. Every status is an answer.
    ///
    /// - Throws: `FetchError` where no complete answer came.
    func get(_ request: PageRequest) async throws(FetchError) -> PageResponse
}

/// One GET.
package struct PageRequest: Sendable, Hashable {
    package var url: String
    package var userAgent: String
    /// Sent as `If-None-Match`.
    package var etag: String?
    /// Sent as `If-Modified-Since`.
    package var lastModified: String?
    /// Decoded bytes that are taken.
    package var byteLimit: Int
    /// Hosts whose addresses may be private or loopback, as `host` or `host:port`.
    package var allowedHosts: Set<String>
    /// Whether every address is allowed.
    package var allowsPrivateAddresses = false
    /// What lets in a host that is refused.
    package var allowance = AddressAllowance.setting
    /// Seconds from the call to the last byte.
    package var timeout: Duration
    /// Redirects that are followed on the way to the answer; with none a redirect is the answer.
    package var redirects = 0
    /// Sent as a bearer token.
    package var authorization: Secret?
}

/// An answer with its decoded body.
package struct PageResponse: Sendable, Hashable {
    package var status: Int
    /// The address that answered, after redirects.
    package var url: String
    package var contentType: String?
    package var etag: String?
    package var lastModified: String?
    /// The value of `Retry-After`.
    package var retryAfter: String?
    package var body: [UInt8]
    /// Every field of the answer, in order.
    package var headers: [Field] = []
    /// The address that was connected to; empty where it is not known.
    package var remoteAddress = ""

    /// One line of the head of an answer.
    package struct Field: Sendable, Hashable {
        package var name: String
        package var value: String

        package init(name: String, value: String) {
            self.name = name
            self.value = value
        }
    }

    /// The first value of a field, whatever the case of its name.
    package func header(_ name: String) -> String? {
        let name = name.lowercased()
        return headers.first { $0.name.lowercased() == name }?.value
    }

    /// Where a redirect leads, as it is written; nil for any other answer.
    var redirect: String? {
        [301, 302, 303, 307, 308].contains(status) ? header("Location").flatMap { $0.isEmpty ? nil : $0 } : nil
    }

    package init(
        status: Int, url: String, contentType: String? = nil, etag: String? = nil, lastModified: String? = nil,
        retryAfter: String? = nil, body: [UInt8] = []
    ) {
        self.status = status
        self.url = url
        self.contentType = contentType
        self.etag = etag
        self.lastModified = lastModified
        self.retryAfter = retryAfter
        self.body = body
    }
}
