/// Reads JSON by descent, with a bound on depth.
struct LooseJSONParser {
    private let bytes: [UInt8]
    private var position = 0
    private let maximumDepth = 64

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// The first value that starts with a brace or bracket.
    mutating func document() -> LooseJSON? {
        guard let start = bytes.firstIndex(where: { $0 == UInt8(ascii: "{") || $0 == UInt8(ascii: "[") }) else {
            return nil
        }
        position = start
        return value(depth: 0)
    }

    private mutating func value(depth: Int) -> LooseJSON? {
        skipBlanks()
        guard position < bytes.count, depth < maximumDepth else { return nil }
        switch bytes[position] {
        case UInt8(ascii: "{"): return object(depth: depth)
        case UInt8(ascii: "["): return array(depth: depth)
        case UInt8(ascii: "\""): return .string(string())
        default: return word()
        }
    }

    private mutating func object(depth: Int) -> LooseJSON {
        position += 1
        var members: [String: LooseJSON] = [:]
        while true {
            skipBlanks(andCommas: true)
            guard position < bytes.count, bytes[position] == UInt8(ascii: "\"") else { break }
            let key = string()
            skipBlanks()
            guard position < bytes.count, bytes[position] == UInt8(ascii: ":") else { break }
            position += 1
            guard let value = value(depth: depth + 1) else { break }
            if members[key] == nil { members[key] = value }
        }
        close(UInt8(ascii: "}"))
        return .object(members)
    }

    private mutating func array(depth: Int) -> LooseJSON {
        position += 1
        var elements: [LooseJSON] = []
        while true {
            skipBlanks(andCommas: true)
            guard position < bytes.count, bytes[position] != UInt8(ascii: "]") else { break }
            guard let value = value(depth: depth + 1) else { break }
            elements.append(value)
        }
        close(UInt8(ascii: "]"))
        return .array(elements)
    }

    private mutating func close(_ bracket: UInt8) {
        if position < bytes.count, bytes[position] == bracket { position += 1 }
    }

    private mutating func word() -> LooseJSON? {
        let start = position
        while position < bytes.count, bytes[position].isJSONWord { position += 1 }
        let word = String(decoding: bytes[start..<position], as: UTF8.self)
        switch word {
        case "true": return .bool(true)
        case "false": return .bool(false)
        case "null": return .null
        default: return Double(word).map(LooseJSON.number)
        }
    }

    private mutating func string() -> String {
        position += 1
        let start = position
        while position < bytes.count, bytes[position] != UInt8(ascii: "\""), bytes[position] != UInt8(ascii: "\\") {
            position += 1
        }
        if position == bytes.count || bytes[position] == UInt8(ascii: "\"") {
            defer { position += 1 }
            return String(decoding: bytes[start..<position], as: UTF8.self)
        }
        var scalars = Array(bytes[start..<position])
        while position < bytes.count, bytes[position] != UInt8(ascii: "\"") {
            if bytes[position] == UInt8(ascii: "\\") {
                position += 1
                escape(into: &scalars)
            } else {
                scalars.append(bytes[position])
                position += 1
            }
        }
        position += 1
        return String(decoding: scalars, as: UTF8.self)
    }

    private mutating func escape(into scalars: inout [UInt8]) {
        guard position < bytes.count else { return }
        let letter = bytes[position]
        position += 1
        switch letter {
        case UInt8(ascii: "n"): scalars.append(0x0A)
        case UInt8(ascii: "t"): scalars.append(0x09)
        case UInt8(ascii: "r"): scalars.append(0x0D)
        case UInt8(ascii: "b"), UInt8(ascii: "f"): scalars.append(0x20)
        case UInt8(ascii: "u"):
            var code = hexadecimal()
            if code >= 0xD800, code < 0xDC00, bytes.matches("\\u", at: position) {
                position += 2
                let low = hexadecimal()
                code = low >= 0xDC00 && low < 0xE000 ? 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00) : 0xFFFD
            }
            scalars.append(contentsOf: String(Unicode.Scalar(code) ?? "\u{FFFD}").utf8)
        default: scalars.append(letter)
        }
    }

    private mutating func hexadecimal() -> UInt32 {
        var code: UInt32 = 0
        var digits = 0
        while digits < 4, position < bytes.count, let digit = Character(Unicode.Scalar(bytes[position])).hexDigitValue {
            code = code << 4 | UInt32(digit)
            position += 1
            digits += 1
        }
        return digits == 4 ? code : 0xFFFD
    }

    private mutating func skipBlanks(andCommas: Bool = false) {
        while position < bytes.count,
            bytes[position] <= 0x20 || (andCommas && bytes[position] == UInt8(ascii: ","))
        {
            position += 1
        }
    }
}

extension UInt8 {
    fileprivate var isJSONWord: Bool {
        isASCIILetter || (self >= 0x30 && self <= 0x39) || self == UInt8(ascii: "-") || self == UInt8(ascii: "+")
            || self == UInt8(ascii: ".")
    }
}
