import Markup

/// The attributes of one tag of HTML: where their names and values stand.
struct FeedTag {
    /// One attribute; an empty value for one that has none.
    struct Attribute {
        var name: Range<Int>
        var value: Range<Int>
        var hasValue: Bool
    }

    private(set) var position: Int
    /// The first attribute; most tags have no other.
    private(set) var first: Attribute?
    private(set) var others: [Attribute] = []
    /// Whether it ends in `/>`.
    private(set) var isEmpty = false
    /// Whether it ends at all.
    private(set) var isClosed = false

    private static let attributeLimit = 100

    /// - Parameter position: behind the tag's name.
    init(_ source: ArraySlice<UInt8>, from position: Int) {
        self.position = position
        read(source)
    }

    private mutating func read(_ source: ArraySlice<UInt8>) {
        while position < source.endIndex {
            let byte = source[position]
            if byte == UInt8(ascii: ">") {
                position += 1
                isClosed = true
                return
            }
            if byte.isHTMLSpace {
                position += 1
            } else if byte == UInt8(ascii: "/") {
                position += 1
                isEmpty = position < source.endIndex && source[position] == UInt8(ascii: ">")
            } else {
                attribute(source)
            }
        }
    }

    private mutating func attribute(_ source: ArraySlice<UInt8>) {
        let start = position
        position += 1
        while position < source.endIndex, !source[position].isHTMLSpace, !Self.endsName(source[position]) {
            position += 1
        }
        let name = start..<position
        var next = position
        while next < source.endIndex, source[next].isHTMLSpace { next += 1 }
        guard next < source.endIndex, source[next] == UInt8(ascii: "=") else {
            return add(Attribute(name: name, value: name, hasValue: false))
        }
        position = next + 1
        while position < source.endIndex, source[position].isHTMLSpace { position += 1 }
        guard position < source.endIndex else { return }
        let quote = source[position]
        if quote == 0x22 || quote == 0x27 {
            let end = source[(position + 1)...].firstIndex(of: quote) ?? source.endIndex
            add(Attribute(name: name, value: min(position + 1, end)..<end, hasValue: true))
            position = min(end + 1, source.endIndex)
        } else {
            let start = position
            while position < source.endIndex, !source[position].isHTMLSpace, source[position] != UInt8(ascii: ">") {
                position += 1
            }
            add(Attribute(name: name, value: start..<position, hasValue: true))
        }
    }

    private static func endsName(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "=") || byte == UInt8(ascii: ">") || byte == UInt8(ascii: "/")
    }

    private mutating func add(_ attribute: Attribute) {
        if first == nil {
            first = attribute
        } else if others.count < Self.attributeLimit {
            others.append(attribute)
        }
    }
}
