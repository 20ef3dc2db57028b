/// Reads XML strictly, for ``EPUBLint``: what is not well-formed is a mistake, never mended.
///
/// Knows what books are made of: elements, attributes, text, comments, `<?xml?>` and `<!DOCTYPE html>`; of entities, the
/// five that XML predefines.
struct XMLScan {
    /// An element with its attributes; elements stand in document order.
    struct Element {
        var name: String
        var attributes: [String: String]
        /// Index of the element around it; `nil` for the root.
        var parent: Int?
        /// The text directly in it.
        var text = ""
    }

    /// Where and why a document is not well-formed.
    struct Mistake: Error, CustomStringConvertible {
        var description: String
    }

    private(set) var elements: [Element] = []
    private let bytes: [UInt8]
    private var position = 0
    private var open: [Int] = []

    private static let maximumDepth = 256

    private init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// The elements of a document.
    static func elements(of bytes: [UInt8]) throws(Mistake) -> [Element] {
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw Mistake(description: "is not UTF-8")
        }
        let isLegal: (Unicode.Scalar) -> Bool = {
            $0.value >= 0x20 ? $0.value & 0xFFFE != 0xFFFE : "\t\n\r".contains(Character($0))
        }
        guard text.unicodeScalars.allSatisfy(isLegal) else {
            throw Mistake(description: "holds a character that XML forbids")
        }
        var scan = XMLScan(bytes)
        try scan.run()
        return scan.elements
    }

    private mutating func run() throws(Mistake) {
        while position < bytes.count {
            if bytes[position] != UInt8(ascii: "<") {
                try readText()
            } else if skip("<?xml ", to: "?>") || skip("<!--", to: "-->") || skip("<!DOCTYPE html", to: ">") {
                continue
            } else if starts(with: "</") {
                try readEndTag()
            } else {
                try readStartTag()
            }
        }
        guard open.isEmpty, !elements.isEmpty else { throw mistake("ends inside an element") }
    }

    private mutating func readText() throws(Mistake) {
        let start = position
        while position < bytes.count, bytes[position] != UInt8(ascii: "<") { position += 1 }
        let text = try unescaped(bytes[start..<position])
        if let parent = open.last {
            elements[parent].text += text
        } else if !text.allSatisfy(\.isWhitespace) {
            throw mistake("has text outside its root")
        }
    }

    private mutating func readEndTag() throws(Mistake) {
        position += 2
        let name = try readName()
        skipSpace()
        guard let last = open.popLast(), elements[last].name == name else { throw mistake("ends <\(name)> wrongly") }
        try expect(">")
    }

    private mutating func readStartTag() throws(Mistake) {
        position += 1
        let name = try readName()
        guard !open.isEmpty || elements.isEmpty else { throw mistake("has two roots") }
        guard open.count < Self.maximumDepth else { throw mistake("is nested too deeply") }
        var attributes: [String: String] = [:]
        while true {
            let hadSpace = skipSpace()
            if starts(with: ">") || starts(with: "/>") { break }
            guard hadSpace else { throw mistake("needs a space between attributes") }
            let key = try readName()
            try expect("=")
            try expect("\"")
            let start = position
            while position < bytes.count, bytes[position] != UInt8(ascii: "\"") { position += 1 }
            guard !bytes[start..<position].contains(UInt8(ascii: "<")) else { throw mistake("has < in an attribute") }
            let value = try unescaped(bytes[start..<position])
            guard attributes.updateValue(value, forKey: key) == nil else { throw mistake("repeats \(key)") }
            try expect("\"")
        }
        elements.append(Element(name: name, attributes: attributes, parent: open.last))
        if starts(with: "/>") {
            position += 2
        } else {
            position += 1
            open.append(elements.count - 1)
        }
    }

    private mutating func readName() throws(Mistake) -> String {
        let start = position
        while position < bytes.count, Self.isName(bytes[position]) { position += 1 }
        guard position > start, !Self.isDigit(bytes[start]) else { throw mistake("has a tag without a name") }
        return String(decoding: bytes[start..<position], as: UTF8.self)
    }

    private func unescaped(_ text: ArraySlice<UInt8>) throws(Mistake) -> String {
        guard text.contains(UInt8(ascii: "&")) else { return String(decoding: text, as: UTF8.self) }
        var result = ""
        var rest = text
        while let start = rest.firstIndex(of: UInt8(ascii: "&")) {
            guard let end = rest[start...].firstIndex(of: UInt8(ascii: ";")) else { throw mistake("has a bare &") }
            let name = String(decoding: rest[(start + 1)..<end], as: UTF8.self)
            guard let character = Self.entities[name] else { throw mistake("has the unknown entity &\(name);") }
            result += String(decoding: rest[..<start], as: UTF8.self) + character
            rest = rest[(end + 1)...]
        }
        return result + String(decoding: rest, as: UTF8.self)
    }

    private static let entities = ["amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'"]

    private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

    private static func isName(_ byte: UInt8) -> Bool {
        let folded = byte | 0x20
        return (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(folded) || isDigit(byte) || ":-_.".utf8.contains(byte)
    }

    private func starts(with literal: StaticString) -> Bool {
        bytes[position...].starts(with: "\(literal)".utf8)
    }

    @discardableResult
    private mutating func skipSpace() -> Bool {
        let start = position
        while position < bytes.count, [0x20, 0x0A, 0x0D, 0x09].contains(bytes[position]) { position += 1 }
        return position > start
    }

    private mutating func skip(_ opening: StaticString, to closing: StaticString) -> Bool {
        guard starts(with: opening) else { return false }
        while position < bytes.count, !starts(with: closing) { position += 1 }
        position = min(bytes.count, position + closing.utf8CodeUnitCount)
        return true
    }

    private mutating func expect(_ literal: StaticString) throws(Mistake) {
        guard starts(with: literal) else { throw mistake("lacks \(literal)") }
        position += literal.utf8CodeUnitCount
    }

    private func mistake(_ what: String) -> Mistake {
        let line = bytes[..<min(position, bytes.count)].count { $0 == 0x0A } + 1
        return Mistake(description: "line \(line) \(what)")
    }
}
