/// What a server gave to ask again with (RFC 9110 §8.8).
package struct Validators: Sendable, Hashable, Codable {
    package var etag: String?
    package var lastModified: String?

    package init(etag: String? = nil, lastModified: String? = nil) {
        self.etag = etag
        self.lastModified = lastModified
    }
}
