/// An address that may stand in a product: `http`, `https` or `mailto`, without credentials, every character legal.
struct WebAddress: Hashable, Sendable {
    /// ASCII but for the host; legal for the URL parsers of browsers, mail programs and epubcheck.
    let text: String

    /// Reads an address; other schemes, empty or impossible hosts and `user@host` are `nil`.
    init?(_ written: String) {
        let address = CleanText.line(written)
        guard let colon = address.firstIndex(of: ":"), address.utf8.count <= 2_000 else { return nil }
        let rest = address[address.index(after: colon)...]
        switch address[..<colon].lowercased() {
        case "mailto":
            guard let at = rest.firstIndex(of: "@"), at > rest.startIndex, rest.index(after: at) < rest.endIndex else {
                return nil
            }
            text = "mailto:" + Self.encoded(rest)
        case let scheme where scheme == "http" || scheme == "https":
            guard rest.hasPrefix("//") else { return nil }
            let authority = rest.dropFirst(2).prefix { !"/?#".contains($0) }
            guard let host = Self.checked(authority: authority) else { return nil }
            text = "\(scheme)://\(host)" + Self.encoded(rest.dropFirst(2 + authority.count))
        default: return nil
        }
    }

    /// The host without `www.`, for people; empty for mail.
    var host: String {
        guard !text.hasPrefix("mailto:"), let start = text.firstRange(of: "//")?.upperBound else { return "" }
        let host = text[start...].prefix { !"/?#:".contains($0) }
        return String(host.hasPrefix("www.") ? host.dropFirst(4) : host)
    }

    private static func checked(authority: Substring) -> String? {
        let parts = authority.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count <= 2, let host = parts.first, !host.isEmpty, host.utf8.count <= 253 else { return nil }
        if parts.count == 2, !parts[1].isEmpty {
            guard parts[1].allSatisfy({ $0.isASCII && $0.isNumber }), let port = Int(parts[1]), port <= 65_535 else {
                return nil
            }
        }
        let labels = host.split(separator: ".", omittingEmptySubsequences: false)
        guard labels.allSatisfy({ isLabel($0) }) else { return nil }
        if let last = labels.last, last.allSatisfy({ $0.isASCII && $0.isNumber }) {
            guard labels.count == 4, labels.allSatisfy({ UInt8($0) != nil }) else { return nil }
        }
        return authority.lowercased()
    }

    private static func isLabel(_ label: Substring) -> Bool {
        guard (1...63).contains(label.utf8.count), label.first != "-", label.last != "-" else { return false }
        return label.allSatisfy { $0.isLetter || ($0.isASCII && $0.isNumber) || $0 == "-" || $0 == "_" }
    }

    /// Percent-encodes what RFC 3986 does not allow after the authority; valid escapes stay.
    private static func encoded(_ text: Substring) -> String {
        let bytes = Array(text.utf8)
        var result: [UInt8] = []
        var hasFragment = false
        for (index, byte) in bytes.enumerated() {
            let isEscape =
                byte == UInt8(ascii: "%") && index + 2 < bytes.count && isHex(bytes[index + 1])
                && isHex(bytes[index + 2])
            let isSecondHash = byte == UInt8(ascii: "#") && hasFragment
            if byte == UInt8(ascii: "#") { hasFragment = true }
            if (isAllowed(byte) && !isSecondHash) || isEscape {
                result.append(byte)
            } else {
                result += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: result, as: UTF8.self)
    }

    private static let digits = Array("0123456789ABCDEF".utf8)
    private static let allowed = Set(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~:/?#@!$&'()*+,;=".utf8)

    private static func isAllowed(_ byte: UInt8) -> Bool { allowed.contains(byte) }

    private static func isHex(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"),
            UInt8(ascii: "A")...UInt8(ascii: "F"):
            true
        default: false
        }
    }
}
