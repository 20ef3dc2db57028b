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
        var rest = reference.utf8[...]
        let isRooted = rest.first == UInt8(ascii: "/")
        if !isRooted {
            guard rest.starts(with: "http".utf8) else { return .other }
            rest = rest.dropFirst(4)
            if rest.first == UInt8(ascii: "s") { rest = rest.dropFirst() }
            guard rest.starts(with: "://".utf8) else { return .other }
            rest = rest.dropFirst(3)
            let host = rest.prefix { $0 != UInt8(ascii: "/") }
            guard !host.isEmpty, host.endIndex < rest.endIndex, host.allSatisfy({ $0.isPlainOfHost }) else {
                return .other
            }
            rest = rest[host.endIndex...]
        }
        var last: UInt8 = 0
        for (index, byte) in rest.enumerated() {
            guard URLReference.isAllowed(byte) else { return .other }
            if last == UInt8(ascii: "/"), byte == UInt8(ascii: ".") || (index == 1 && byte == last) { return .other }
            last = byte
        }
        return isRooted ? .rooted : .absolute
    }
}

extension UInt8 {
    fileprivate var isPlainOfHost: Bool {
        (self >= 0x61 && self <= 0x7A) || (self >= 0x30 && self <= 0x39) || self == 0x2D || self == 0x2E
    }
}
