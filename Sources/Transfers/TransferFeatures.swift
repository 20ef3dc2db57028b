import CCurl

/// What the installed libcurl can do.
/// See https://curl.se/libcurl/c/curl_version_info.html
package struct TransferFeatures: Sendable, Hashable {
    /// `7.88.1`.
    package let version: String
    /// Whether it speaks TLS at all.
    package let hasTLS: Bool
    /// What it lacks of HTTP/2 and the compressions that pages come in.
    package let missing: [String]

    /// Those of the library that this process runs with.
    package static let current: TransferFeatures = {
        guard let info = unsafe curl_version_info(CURLVERSION_NOW) else {
            return TransferFeatures(version: "unknown", hasTLS: false, missing: [])
        }
        let bits = unsafe info.pointee.features
        let wanted = [
            ("HTTP/2", CURL_VERSION_HTTP2), ("gzip", CURL_VERSION_LIBZ), ("brotli", CURL_VERSION_BROTLI),
            ("zstd", CURL_VERSION_ZSTD),
        ]
        let version = unsafe info.pointee.version.map { unsafe String(cString: $0) } ?? "unknown"
        return TransferFeatures(
            version: version, hasTLS: bits & CURL_VERSION_SSL != 0,
            missing: wanted.filter { bits & $0.1 == 0 }.map(\.0))
    }()
}
