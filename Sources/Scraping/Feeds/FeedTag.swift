import Markup

/// The attributes of one tag of HTML, with their values as written.
struct FeedTag {
    private let source: [UInt8]
    private(set) var position: Int
    /// Names in lower case; of a repeated one the first.
    private(set) var attributes: [(name: String, value: String)] = []
    /// Whether it ends in `/>`.
    private(set) var isEmpty = false
    /// Whether it ends at all.
    private(set) var isClosed = false

    private static let attributeLimit = 100
    /// Attributes of SVG that are not in lower case (WHATWG HTML §13.2.6.1).
    private static let drawingAttributes = Dictionary(
        uniqueKeysWithValues: [
            "attributeName", "attributeType", "baseFrequency", "baseProfile", "calcMode", "clipPathUnits",
            "filterUnits",
            "gradientTransform", "gradientUnits", "keyTimes", "markerHeight", "markerUnits", "markerWidth",
            "maskContentUnits", "maskUnits", "pathLength", "patternContentUnits", "patternTransform", "patternUnits",
            "preserveAspectRatio", "primitiveUnits", "refX", "refY", "repeatCount", "repeatDur", "spreadMethod",
            "startOffset", "stdDeviation", "textLength", "viewBox",
        ].map { ($0.lowercased(), $0) })

    /// - Parameter position: behind the tag's name.
    init(_ source: [UInt8], from position: Int) {
        self.source = source
        self.position = position
    }

    mutating func read() {
        while position < source.count {
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
                isEmpty = position < source.count && source[position] == UInt8(ascii: ">")
            } else {
                attribute()
            }
        }
    }

    private mutating func attribute() {
        let start = position
        position += 1
        while position < source.count, !source[position].isHTMLSpace, !"=>/".utf8.contains(source[position]) {
            position += 1
        }
        let lower = String(decoding: source[start..<position], as: UTF8.self).lowercased()
        let name = Self.drawingAttributes[lower] ?? lower
        var next = position
        while next < source.count, source[next].isHTMLSpace { next += 1 }
        guard next < source.count, source[next] == UInt8(ascii: "=") else { return add(name, name) }
        position = next + 1
        while position < source.count, source[position].isHTMLSpace { position += 1 }
        guard position < source.count else { return }
        let quote = source[position]
        if quote == 0x22 || quote == 0x27 {
            let end = source[(position + 1)...].firstIndex(of: quote) ?? source.count
            add(name, String(decoding: source[min(position + 1, end)..<end], as: UTF8.self))
            position = min(end + 1, source.count)
        } else {
            let start = position
            while position < source.count, !source[position].isHTMLSpace, source[position] != UInt8(ascii: ">") {
                position += 1
            }
            add(name, String(decoding: source[start..<position], as: UTF8.self))
        }
    }

    private mutating func add(_ name: String, _ value: String) {
        guard attributes.count < Self.attributeLimit, !attributes.contains(where: { $0.name == name }) else { return }
        attributes.append((name, value))
    }
}
