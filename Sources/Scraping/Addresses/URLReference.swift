import Markup

/// The parts of an address as written (RFC 3986 appendix B), each with what may not stand there percent-encoded.
struct URLReference {
    var scheme: String?
    var authority: String?
    var path: String
    var query: String?
    var fragment: String?

    init(_ text: String) {
        var rest = text.trimmingBlanks.filter { !$0.isNewline && $0 != "\t" }[...]
        if let hash = rest.firstIndex(of: "#") {
            fragment = Self.encoded(rest[rest.index(after: hash)...])
            rest = rest[..<hash]
        }
        if let mark = rest.firstIndex(of: "?") {
            query = Self.encoded(rest[rest.index(after: mark)...])
            rest = rest[..<mark]
        }
        if let colon = rest.firstIndex(of: ":"), Self.isScheme(rest[..<colon]) {
            scheme = rest[..<colon].lowercased()
            rest = rest[rest.index(after: colon)...]
        }
        if rest.hasPrefix("//") {
            let body = rest.dropFirst(2)
            let end = body.firstIndex(of: "/") ?? body.endIndex
            authority = String(body[..<end])
            rest = body[end...]
        }
        path = Self.encoded(rest)
    }

    private static func isScheme(_ text: Substring) -> Bool {
        guard let first = text.first, first.isASCII, first.isLetter else { return false }
        return text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "+-.".contains($0)) }
    }

    private static func encoded(_ text: Substring) -> String {
        let isAllowed = { (byte: UInt8) in byte > 0x20 && byte < 0x7F && !#""<>\^`{|}"#.utf8.contains(byte) }
        guard !text.utf8.allSatisfy(isAllowed) else { return String(text) }
        let digits = Array("0123456789ABCDEF".utf8)
        var bytes: [UInt8] = []
        for byte in text.utf8 {
            if isAllowed(byte) {
                bytes.append(byte)
            } else {
                bytes += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}

/// Paths of addresses.
enum URLPath {
    /// Without `.` and `..` (RFC 3986 §5.2.4); starts with a slash.
    static func removingDots(_ path: String) -> String {
        guard path.contains("/.") || !path.hasPrefix("/") else { return path }
        var kept: [Substring] = []
        let segments = path.split(separator: "/", omittingEmptySubsequences: false)
        for (index, segment) in segments.enumerated() {
            let isLast = index == segments.count - 1
            switch segment {
            case ".": if isLast { kept.append("") }
            case "..":
                if kept.count > 1 { kept.removeLast() }
                if isLast { kept.append("") }
            default: kept.append(segment)
            }
        }
        let joined = kept.joined(separator: "/")
        return joined.hasPrefix("/") ? joined : "/" + joined
    }
}
