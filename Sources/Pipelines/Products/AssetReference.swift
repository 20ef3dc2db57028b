/// A stored file: its SHA-256 is its address.
package struct AssetReference: Sendable, Hashable, Codable {
    package var digest: Digest
    package var mediaType: String
    package var role: AssetRole
    /// The name that a person sees: `tank-book.epub`.
    package var fileName: String
    package var byteCount: Int

    package init(digest: Digest, mediaType: String, role: AssetRole, fileName: String, byteCount: Int) {
        self.digest = digest
        self.mediaType = mediaType
        self.role = role
        self.fileName = fileName
        self.byteCount = byteCount
    }
}
