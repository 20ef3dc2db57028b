/// The picture formats that are read and written. No others: libgd's decoders for the rest are a long list of holes.
package enum ImageFormat: String, Sendable, CaseIterable {
    case jpeg, png, webp

    /// The IANA media type.
    package var mediaType: String { "image/\(rawValue)" }

    /// The usual file name extension.
    package var fileExtension: String { self == .jpeg ? "jpg" : rawValue }

    /// What the first bytes say; nil for any other format, whatever its name or its server claims.
    package init?(sniffing bytes: [UInt8]) {
        if bytes.starts(with: [0xFF, 0xD8, 0xFF]) {
            self = .jpeg
        } else if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) {
            self = .png
        } else if bytes.starts(with: Array("RIFF".utf8)), bytes.dropFirst(8).starts(with: Array("WEBP".utf8)) {
            self = .webp
        } else {
            return nil
        }
    }
}
