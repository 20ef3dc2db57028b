/// One file inside a ZIP archive.
package struct ZIPEntry: Sendable, Equatable {
    /// How an entry's bytes lie in the archive.
    package enum Compression: Sendable, Equatable {
        /// As they are: right for JPEG, PNG and WebP, and demanded of an EPUB's `mimetype`.
        case stored
        /// Deflate at level 9.
        case deflated
    }

    /// The path inside the archive, `/` between segments, no leading `/`; see ``ZIPPath``.
    package let path: String
    package let bytes: [UInt8]
    package let compression: Compression

    package init(path: String, bytes: [UInt8], compression: Compression = .deflated) {
        self.path = path
        self.bytes = bytes
        self.compression = compression
    }
}
