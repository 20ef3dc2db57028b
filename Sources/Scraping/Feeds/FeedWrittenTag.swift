import Markup

/// A tag that stands in a feed as it is written out, but for one address at most that is relative: a name in lower case,
/// attributes in the order of their names, values in double quotes, one space between them. Nearly all are such, and of
/// these nothing need be taken apart.
struct FeedWrittenTag {
    /// Behind it.
    private(set) var end: Int
    /// The value that may have to be resolved.
    private(set) var address: Range<Int>?

    private static let attributeLimit = 100

    /// - Parameter open: where its `<` stands; another byte comes behind it.
    /// - Returns: nil for a tag that is written out otherwise, or not at all.
    init?(in bytes: borrowing Span<UInt8>, at open: Int) {
        end = open + 1
        let isEnd = bytes[end] == UInt8(ascii: "/")
        if isEnd { end += 1 }
        let start = end
        while end < bytes.count, bytes[end] &- 0x61 < 26 || (bytes[end] &- 0x30 < 10 && end > start) { end += 1 }
        let name = bytes.extracting(start..<end)
        guard !name.isEmpty, end < bytes.count, ShortName.key(name) != Self.drawing else { return nil }
        let isVoid: Bool
        switch FeedTagKind(name) {
        case .kept: isVoid = false
        case .void where !isEnd: isVoid = true
        case .void, .dropped, .dead: return nil
        }
        guard isEnd ? bytes[end] == UInt8(ascii: ">") : readAttributes(bytes, isVoid: isVoid) else { return nil }
        end += 1
    }

    /// `svg`, inside which attributes are written otherwise.
    private static let drawing = ShortName.key("svg")

    /// Goes to the tag's `>`; false where something is not as it is written out.
    private mutating func readAttributes(_ bytes: borrowing Span<UInt8>, isVoid: Bool) -> Bool {
        var last = 0..<0
        for _ in 0...Self.attributeLimit {
            if bytes[end] == UInt8(ascii: ">") { return !isVoid }
            guard bytes[end] == 0x20, end + 2 < bytes.count else { return false }
            end += 1
            if bytes[end] == UInt8(ascii: "/") {
                end += 1
                return isVoid && bytes[end] == UInt8(ascii: ">")
            }
            let name = nameRange(bytes)
            guard !name.isEmpty, end + 1 < bytes.count, bytes[end] == UInt8(ascii: "="),
                bytes[end + 1] == UInt8(ascii: "\""), last.isEmpty || Self.precedes(last, name, in: bytes),
                let close = bytes.firstIndex(of: UInt8(ascii: "\""), from: end + 2), close + 1 < bytes.count,
                take(bytes, name: name, value: (end + 2)..<close)
            else { return false }
            last = name
            end = close + 1
        }
        return false
    }

    private mutating func nameRange(_ bytes: borrowing Span<UInt8>) -> Range<Int> {
        let start = end
        while end < bytes.count, bytes[end] &- 0x61 < 26 || bytes[end] == UInt8(ascii: "-") { end += 1 }
        return start..<end
    }

    /// Whether a value can stand as it is written, or is the tag's one address.
    private mutating func take(_ bytes: borrowing Span<UInt8>, name: Range<Int>, value: Range<Int>) -> Bool {
        switch FeedAttributeKind(bytes.extracting(name)) {
        case .kept: return true
        case .dropped: return false
        case .address:
            let written = bytes.extracting(value)
            guard address == nil, !value.isEmpty, !FeedAddress.isUnsafe(written) else { return false }
            address = value
            return true
        }
    }

    /// Whether a name stands before another in the order of their bytes.
    private static func precedes(_ one: Range<Int>, _ other: Range<Int>, in bytes: borrowing Span<UInt8>) -> Bool {
        for offset in 0..<min(one.count, other.count) {
            let (left, right) = (bytes[one.lowerBound + offset], bytes[other.lowerBound + offset])
            if left != right { return left < right }
        }
        return one.count < other.count
    }
}
