import Crypto

/// Signs requests with AWS Signature Version 4, or Google's variant of it, which differs in names only.
///
/// Sources: "Authenticating Requests (AWS Signature Version 4)" of the Amazon S3 API Reference; "V4 signing process" of
/// Cloud Storage.
struct RequestSigner: Sendable {
    struct Scheme: Sendable {
        /// `AWS4-HMAC-SHA256`
        let algorithm: String
        /// Before the secret in the first key.
        let keyPrefix: String
        /// The last part of the scope.
        let terminator: String
        /// `x-amz-`, of header fields.
        let headerPrefix: String
        /// `X-Amz-`, of query parameters.
        let queryPrefix: String
        /// The service's name in the scope.
        let service: String

        static let aws = Scheme(
            algorithm: "AWS4-HMAC-SHA256", keyPrefix: "AWS4", terminator: "aws4_request", headerPrefix: "x-amz-",
            queryPrefix: "X-Amz-", service: "s3")
        static let google = Scheme(
            algorithm: "GOOG4-HMAC-SHA256", keyPrefix: "GOOG4", terminator: "goog4_request", headerPrefix: "x-goog-",
            queryPrefix: "X-Goog-", service: "storage")
    }

    /// What is signed. Paths are given unencoded, and encoded the same way for the signature and the wire.
    struct Request {
        var method: String
        var host: String
        var path: String
        var query: [(name: String, value: String)] = []
        /// Lower-case names.
        var headers: [String: String] = [:]
    }

    let scheme: Scheme
    let region: String
    let credentials: StorageCredentials

    /// The header fields to send besides `Host`: those of the request, date, body hash and authorization.
    func headers(for request: Request, body: [UInt8], at time: SigningTime) -> [String: String] {
        let hash = Self.hexadecimal(SHA256.hash(data: body))
        var headers = request.headers
        headers[scheme.headerPrefix + "date"] = time.stamp
        headers[scheme.headerPrefix + "content-sha256"] = hash
        if let token = credentials.sessionToken { headers[scheme.headerPrefix + "security-token"] = token }
        var signed = request
        signed.headers = headers
        let (names, signature) = sign(signed, bodyHash: hash, at: time)
        headers["authorization"] =
            "\(scheme.algorithm) Credential=\(credentials.accessKey)/\(scope(time)),"
            + "SignedHeaders=\(names),Signature=\(signature)"
        return headers
    }

    /// Path and query of a URL that lets its holder make `request`, without a body, for so many seconds.
    func presigned(_ request: Request, seconds: Int, at time: SigningTime) -> String {
        var signed = request
        signed.query += [
            (scheme.queryPrefix + "Algorithm", scheme.algorithm),
            (scheme.queryPrefix + "Credential", "\(credentials.accessKey)/\(scope(time))"),
            (scheme.queryPrefix + "Date", time.stamp),
            (scheme.queryPrefix + "Expires", String(seconds)),
            (scheme.queryPrefix + "SignedHeaders", "host"),
        ]
        if let token = credentials.sessionToken { signed.query.append((scheme.queryPrefix + "Security-Token", token)) }
        let (_, signature) = sign(signed, bodyHash: "UNSIGNED-PAYLOAD", at: time)
        return Self.encodedPath(signed.path) + "?" + Self.canonicalQuery(signed.query)
            + "&\(scheme.queryPrefix)Signature=\(signature)"
    }

    private func scope(_ time: SigningTime) -> String {
        "\(time.day)/\(region)/\(scheme.service)/\(scheme.terminator)"
    }

    private func sign(_ request: Request, bodyHash: String, at time: SigningTime) -> (names: String, signature: String)
    {
        var headers = request.headers
        headers["host"] = request.host
        let sorted = headers.sorted { $0.key < $1.key }
        let names = sorted.map(\.key).joined(separator: ";")
        let canonical = [
            request.method, Self.encodedPath(request.path), Self.canonicalQuery(request.query),
            sorted.map { "\($0.key):\(Self.collapsed($0.value))\n" }.joined(), names, bodyHash,
        ].joined(separator: "\n")
        let digest = Self.hexadecimal(SHA256.hash(data: Array(canonical.utf8)))
        let toSign = [scheme.algorithm, time.stamp, scope(time), digest].joined(separator: "\n")
        var key = SymmetricKey(data: Array((scheme.keyPrefix + credentials.secret).utf8))
        for part in [time.day, region, scheme.service, scheme.terminator] {
            key = SymmetricKey(data: HMAC<SHA256>.authenticationCode(for: Array(part.utf8), using: key))
        }
        return (names, Self.hexadecimal(HMAC<SHA256>.authenticationCode(for: Array(toSign.utf8), using: key)))
    }

    // MARK: Encoding

    /// Every byte but the unreserved ones and `/`.
    static func encodedPath(_ path: String) -> String {
        path.isEmpty ? "/" : encoded(path, keeping: "/")
    }

    /// Sorted by encoded name and value, each pair with its `=`.
    static func canonicalQuery(_ query: [(name: String, value: String)]) -> String {
        query.map { (encoded($0.name), encoded($0.value)) }.sorted { $0 < $1 }
            .map { "\($0.0)=\($0.1)" }.joined(separator: "&")
    }

    private static func encoded(_ text: String, keeping kept: String = "") -> String {
        let digits = Array("0123456789ABCDEF".utf8)
        var bytes: [UInt8] = []
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
                UInt8(ascii: "~"):
                bytes.append(byte)
            case _ where kept.utf8.contains(byte):
                bytes.append(byte)
            default:
                bytes += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func collapsed(_ value: String) -> String {
        value.split(separator: " ").joined(separator: " ")
    }

    private static func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
        let digits = Array("0123456789abcdef".utf8)
        return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }
}
