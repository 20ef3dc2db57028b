/// Mends what feeds in the wild break, before libxml2 sees it: it drops an element's text from an unknown entity on.
///
/// Named entities of HTML become their characters, an `&` that starts no reference becomes `&amp;`, character references
/// to what XML does not allow become U+FFFD; comments and the XML declaration go, as the text is UTF-8 by now. What stands
/// in CDATA stays as it is.
struct XMLPrescan {
    private let source: [UInt8]
    private let attributeLimit: Int
    private(set) var output: [UInt8] = []
    private var position = 0

    init(_ source: [UInt8], attributeLimit: Int) {
        self.source = source
        self.attributeLimit = attributeLimit
        output.reserveCapacity(source.count)
    }

    /// Makes the pass.
    mutating func run() {
        position = source.firstIndex { !$0.isHTMLSpace } ?? source.count
        if source.matches("<?xml", at: position), let end = source.firstOffset(of: "?>", from: position) {
            position = end + 2
        }
        while position < source.count {
            let byte = source[position]
            if byte == UInt8(ascii: "&") {
                reference()
            } else if byte == UInt8(ascii: "<") {
                markup()
            } else {
                let next = source[position...].firstIndex { $0 == UInt8(ascii: "&") || $0 == UInt8(ascii: "<") }
                copy(upTo: next ?? source.count)
            }
        }
    }

    private mutating func copy(upTo end: Int) {
        output.append(contentsOf: source[position..<end])
        position = end
    }

    private mutating func markup() {
        if source.matches("<![CDATA[", at: position) {
            copy(upTo: source.firstOffset(of: "]]>", from: position).map { $0 + 3 } ?? source.count)
        } else if source.matches("<!--", at: position) {
            position = source.firstOffset(of: "-->", from: position + 4).map { $0 + 3 } ?? source.count
        } else if position + 1 < source.count, source[position + 1].isASCIILetter || source[position + 1] >= 0x80 {
            let end = StartTag.end(of: position, in: source)
            var tag: [UInt8] = []
            StartTag.append(position, end, of: source, limit: attributeLimit, to: &tag)
            if tag.contains(UInt8(ascii: "&")) {
                var inner = XMLPrescan(tag, attributeLimit: attributeLimit)
                inner.mendReferences()
                output += inner.output
            } else {
                output += tag
            }
            position = end
        } else {
            copy(upTo: position + 1)
        }
    }

    /// For the inside of a tag, where only references need mending.
    private mutating func mendReferences() {
        while position < source.count {
            if source[position] == UInt8(ascii: "&") {
                reference()
            } else {
                copy(upTo: source[position...].firstIndex(of: UInt8(ascii: "&")) ?? source.count)
            }
        }
    }

    private mutating func reference() {
        let body = source[(position + 1)...].prefix(32)
        guard let semicolon = body.firstIndex(of: UInt8(ascii: ";")), semicolon > position + 1 else { return escape() }
        let name = body[..<semicolon]
        if name.first == UInt8(ascii: "#") {
            guard let code = Self.code(of: name.dropFirst()) else { return escape() }
            append(XMLCharacter.allowed(code))
        } else if ["amp", "lt", "gt", "quot", "apos"].contains(where: { Array(name) == Array($0.utf8) }) {
            copy(upTo: semicolon + 1)
            return
        } else if let scalar = HTMLEntity.scalar(named: name) {
            append(scalar)
        } else {
            return escape()
        }
        position = semicolon + 1
    }

    private mutating func escape() {
        output.append(contentsOf: Array("&amp;".utf8))
        position += 1
    }

    private mutating func append(_ scalar: Unicode.Scalar) {
        switch scalar {
        case "<": output.append(contentsOf: Array("&lt;".utf8))
        case "&": output.append(contentsOf: Array("&amp;".utf8))
        case "\"": output.append(contentsOf: Array("&quot;".utf8))
        case "'": output.append(contentsOf: Array("&apos;".utf8))
        default: output.append(contentsOf: Array(String(scalar).utf8))
        }
    }

    private static func code(of digits: ArraySlice<UInt8>) -> UInt32? {
        let text = String(decoding: digits, as: UTF8.self)
        let isHexadecimal = text.first == "x" || text.first == "X"
        let number = isHexadecimal ? text.dropFirst() : text[...]
        guard let first = number.first, first.isHexDigit else { return nil }
        return UInt32(number, radix: isHexadecimal ? 16 : 10) ?? (number.allSatisfy(\.isHexDigit) ? .max : nil)
    }
}
