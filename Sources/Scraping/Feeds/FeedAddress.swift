import Markup

/// Addresses in feeds.
enum FeedAddress {
    /// What a reference means at an address; the reference itself where it is absolute or there is no base.
    static func resolve(_ reference: String, against base: FeedBase) -> String { base.resolve(reference) }

    /// A base for what stands below: an `xml:base` that names no place on the net changes nothing.
    static func base(_ reference: String, inside base: FeedBase) -> FeedBase {
        let bytes = Array(reference.utf8)
        guard let colon = FeedBase.endOfScheme(bytes[...]) else { return FeedBase(base.resolve(reference)) }
        let scheme = String(decoding: bytes[..<colon], as: UTF8.self).lowercased()
        guard ["http", "https", "ftp", "file", "feed"].contains(scheme) else { return base }
        // `http:///host/` is written and means `http://host/`.
        let rest = bytes[(colon + 1)...]
        guard rest.starts(with: "///".utf8) else { return FeedBase(reference) }
        return FeedBase(scheme + "://" + String(decoding: rest.drop { $0 == 0x2F }, as: UTF8.self))
    }

    /// Whether following a link as it is written could run something, whatever blanks and controls stand in its scheme.
    /// One whose beginning hides behind references cannot be told from such, and is taken for it.
    static func isUnsafe(_ address: borrowing Span<UInt8>) -> Bool {
        var scheme: UInt128 = 0
        var count = 0
        for index in address.indices {
            let byte = address[index]
            switch byte {
            case 0...0x20: continue
            case UInt8(ascii: "&"): return true
            case UInt8(ascii: ":"): return schemes.contains(scheme)
            case UInt8(ascii: "/"), UInt8(ascii: "?"), UInt8(ascii: "#"): return false
            default: scheme = scheme << 8 | UInt128(byte | 0x20)
            }
            count += 1
            if count > 10 { return false }
        }
        return false
    }

    private static let schemes = ["javascript", "vbscript", "data", "livescript", "mocha"].map(ShortName.key)
}
