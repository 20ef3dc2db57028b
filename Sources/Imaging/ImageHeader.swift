/// A picture's format and dimensions, read from its first bytes without decoding it.
package struct ImageHeader: Sendable, Equatable {
    package let format: ImageFormat
    /// In pixels.
    package let width: Int
    /// In pixels.
    package let height: Int

    /// Refuses what is none of JPEG, PNG and WebP, has no readable dimensions, or passes the pixel budget.
    package init(_ bytes: [UInt8]) throws(ImagingError) {
        guard let format = ImageFormat(sniffing: bytes) else {
            throw ImagingError(.unsupportedFormat, "The picture is none of JPEG, PNG and WebP.")
        }
        let dimensions =
            switch format {
            case .jpeg: Self.jpeg(bytes)
            case .png: Self.png(bytes)
            case .webp: Self.webp(bytes)
            }
        guard let dimensions else {
            throw ImagingError(.malformed, "The \(format.rawValue) picture's header is damaged or cut short.")
        }
        try Canvas.checkDimensions(width: dimensions.width, height: dimensions.height)
        self.format = format
        width = dimensions.width
        height = dimensions.height
    }

    /// IHDR, always the first chunk (PNG 3 §11.2.1).
    private static func png(_ bytes: [UInt8]) -> (width: Int, height: Int)? {
        guard bytes.count >= 24 else { return nil }
        func number(_ at: Int) -> Int { bytes[at..<at + 4].reduce(0) { $0 << 8 | Int($1) } }
        return (number(16), number(20))
    }

    /// The first start-of-frame marker (ITU T.81 B.2.2).
    private static func jpeg(_ bytes: [UInt8]) -> (width: Int, height: Int)? {
        var at = 2
        while at + 9 <= bytes.count, bytes[at] == 0xFF {
            let marker = bytes[at + 1]
            if marker == 0xFF {
                at += 1
                continue
            }
            if (0xC0...0xCF).contains(marker), ![0xC4, 0xC8, 0xCC].contains(marker) {
                return (Int(bytes[at + 7]) << 8 | Int(bytes[at + 8]), Int(bytes[at + 5]) << 8 | Int(bytes[at + 6]))
            }
            at += 2 + max(2, Int(bytes[at + 2]) << 8 | Int(bytes[at + 3]))
        }
        return nil
    }

    /// The first chunk: VP8 (lossy), VP8L (lossless) or VP8X (extended) (RFC 9649 §2).
    private static func webp(_ bytes: [UInt8]) -> (width: Int, height: Int)? {
        guard bytes.count >= 30 else { return nil }
        func number(_ at: Int, _ count: Int) -> Int { (0..<count).reduce(0) { $0 | Int(bytes[at + $1]) << (8 * $1) } }
        switch String(decoding: bytes[12..<16], as: UTF8.self) {
        case "VP8 ": return (number(26, 2) & 0x3FFF, number(28, 2) & 0x3FFF)
        case "VP8L": return ((number(21, 4) & 0x3FFF) + 1, (number(21, 4) >> 14 & 0x3FFF) + 1)
        case "VP8X": return (number(24, 3) + 1, number(27, 3) + 1)
        default: return nil
        }
    }
}
