import Markup

/// What relative addresses are relative to, taken apart once: a feed has thousands of them.
///
/// References are resolved as RFC 3986 says and otherwise left as they are written.
final class FeedBase: Sendable {
    /// As it is written; empty for none.
    let text: String
    /// `https:`, or empty where there is nothing to resolve against.
    private let scheme: [UInt8]
    /// `https://example.org`.
    private let origin: [UInt8]
    /// Up to its last slash.
    private let directory: [UInt8]
    private let path: [UInt8]
    private let query: [UInt8]

    init(_ text: String) {
        self.text = text
        let bytes = Array(text.utf8)
        guard let colon = Self.endOfScheme(bytes[...]), bytes[(colon + 1)...].starts(with: "//".utf8) else {
            (scheme, origin, directory, path, query) = ([], [], [], [], [])
            return
        }
        scheme = Array(bytes[...colon])
        let end = bytes[(colon + 3)...].firstIndex { $0 == 0x2F || $0 == 0x3F || $0 == 0x23 } ?? bytes.count
        origin = Array(bytes[..<end])
        let rest = bytes[end...].prefix { $0 != UInt8(ascii: "#") }
        let path = Array(rest.prefix { $0 != UInt8(ascii: "?") })
        self.path = path
        query = Array(rest.dropFirst(path.count))
        directory = path.lastIndex(of: 0x2F).map { Array(path[...$0]) } ?? [0x2F]
    }

    /// What a reference means here.
    func resolve(_ reference: String) -> String {
        // Nearly always it is absolute and nothing is copied.
        if let first = reference.utf8.first, let last = reference.utf8.last, first > 0x20, last > 0x20,
            scheme.isEmpty || Self.endOfScheme(reference.utf8) != nil
        {
            return reference
        }
        let bytes = Array(reference.utf8)
        let trimmed = Self.trimmed(bytes[...])
        if scheme.isEmpty { return String(decoding: trimmed, as: UTF8.self) }
        var output: [UInt8] = []
        append(bytes[...], to: &output)
        return String(decoding: output, as: UTF8.self)
    }

    /// Writes what a reference means here behind other bytes.
    func append(_ reference: ArraySlice<UInt8>, to output: inout [UInt8]) {
        let reference = Self.trimmed(reference)
        guard !scheme.isEmpty, Self.endOfScheme(reference) == nil else {
            output += reference
            return
        }
        switch reference.first {
        case nil: output += Array(text.utf8)
        case UInt8(ascii: "#"): output += origin + path + query + reference
        case UInt8(ascii: "?"): output += origin + path + reference
        case UInt8(ascii: "/"):
            if reference.dropFirst().first == 0x2F {
                output += scheme
                output += reference
            } else {
                output += origin
                appendPath([], reference, to: &output)
            }
        default:
            output += origin
            appendPath(directory, reference, to: &output)
        }
    }

    /// A path whose `.` and `..` are resolved; what follows it stays.
    private func appendPath(_ directory: [UInt8], _ reference: ArraySlice<UInt8>, to output: inout [UInt8]) {
        if directory.isEmpty, !reference.contains(UInt8(ascii: ".")) {
            output += reference
            return
        }
        let path = reference.prefix { $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#") }
        let hasDots = path.first == UInt8(ascii: ".") || Self.hasDotSegment(path)
        if hasDots {
            output += Array(URLPath.removingDots(String(decoding: directory + path, as: UTF8.self)).utf8)
        } else {
            output += directory
            output += path
        }
        output += reference[path.endIndex...]
    }

    private static func hasDotSegment(_ path: ArraySlice<UInt8>) -> Bool {
        var before: UInt8 = 0
        for byte in path {
            if byte == UInt8(ascii: "."), before == 0x2F { return true }
            before = byte
        }
        return false
    }

    /// The colon behind a scheme; nil for a relative reference.
    static func endOfScheme<Bytes: Collection<UInt8>>(_ bytes: Bytes) -> Bytes.Index? {
        guard let first = bytes.first, first | 0x20 >= 0x61, first | 0x20 <= 0x7A else { return nil }
        for index in bytes.indices {
            let byte = bytes[index]
            switch byte {
            case UInt8(ascii: ":"): return index
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2B, 0x2D, 0x2E: continue
            default: return nil
            }
        }
        return nil
    }

    private static func trimmed(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var bytes = bytes
        while let first = bytes.first, first <= 0x20 { bytes.removeFirst() }
        while let last = bytes.last, last <= 0x20 { bytes.removeLast() }
        return bytes
    }
}
