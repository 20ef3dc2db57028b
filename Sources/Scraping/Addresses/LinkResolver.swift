/// Makes the addresses in a page absolute, as links that a reader may follow.
struct LinkResolver {
    private let base: WebURL?
    private let origin: String

    /// - Parameter base: what relative addresses are relative to; without one they stay as they are.
    init(base: WebURL?) {
        self.base = base
        origin = base?.authority == nil ? "" : base?.origin ?? ""
    }

    /// The address; empty for a scheme that no reader should follow, and as written where nothing can be said.
    func resolve(_ reference: String) -> String {
        switch shape(of: reference) {
        case .absolute: return reference
        case .rooted where !origin.isEmpty: return origin + reference
        case .rooted where base == nil: return reference
        case .rooted, .other: break
        }
        guard let url = WebURL.resolve(reference, against: base) else { return reference }
        return ["http", "https", "mailto", "tel"].contains(url.scheme) ? url.description : ""
    }

    /// What most addresses are like; nothing about them needs to be changed.
    private enum Shape {
        /// `https://`, a host in lower case, a path without dots to resolve.
        case absolute
        /// Such a path alone.
        case rooted
        case other
    }

    private func shape(of reference: String) -> Shape {
        let bytes = reference.utf8Span.span
        guard bytes.count > 0 else { return .other }
        let isRooted = bytes[0] == UInt8(ascii: "/")
        let start = isRooted ? 0 : Self.endOfHost(bytes)
        guard let start else { return .other }
        var last: UInt8 = 0
        for index in start..<bytes.count {
            let byte = bytes[index]
            guard URLReference.isAllowed(byte) else { return .other }
            if last == UInt8(ascii: "/"), byte == UInt8(ascii: ".") || (index == start + 1 && byte == last) {
                return .other
            }
            last = byte
        }
        return isRooted ? .rooted : .absolute
    }

    /// Where the path of an absolute address starts; nil for one that is none or whose host is not as it should be.
    private static func endOfHost(_ bytes: Span<UInt8>) -> Int? {
        var index = 0
        for letter in "http".utf8 {
            guard index < bytes.count, bytes[index] == letter else { return nil }
            index += 1
        }
        if index < bytes.count, bytes[index] == UInt8(ascii: "s") { index += 1 }
        for letter in "://".utf8 {
            guard index < bytes.count, bytes[index] == letter else { return nil }
            index += 1
        }
        let host = index
        while index < bytes.count, bytes[index].isPlainOfHost { index += 1 }
        return index > host && index < bytes.count && bytes[index] == UInt8(ascii: "/") ? index : nil
    }
}

extension UInt8 {
    fileprivate var isPlainOfHost: Bool {
        (self >= 0x61 && self <= 0x7A) || (self >= 0x30 && self <= 0x39) || self == 0x2D || self == 0x2E
    }
}
