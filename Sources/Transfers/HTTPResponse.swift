/// The last answer of an exchange, without its body.
package struct HTTPResponseHead: Sendable {
    package let status: Int
    package let headers: HTTPHeaders
    /// The URL that answered: the last of the redirects.
    package let url: TransferURL
    /// The URLs that redirected, in order; empty if none did.
    package let redirectedFrom: [TransferURL]
}

/// An answer with its decoded body.
package struct HTTPResponse: Sendable {
    package let head: HTTPResponseHead
    /// Decoded (gzip, brotli, zstd) if the request accepted compression.
    package let body: [UInt8]
    /// "1.1" or "2".
    package let httpVersion: String
    /// The address that answered.
    package let remoteAddress: String

    package var status: Int { head.status }
    package var headers: HTTPHeaders { head.headers }
    package var url: TransferURL { head.url }
}
