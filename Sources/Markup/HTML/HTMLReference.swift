/// Character references such as `&eacute;`, `&#233;` and `&copy` (WHATWG HTML §13.2.5.72).
enum HTMLReference {
    /// One or two code points.
    struct Meaning {
        var first: UInt32
        var second: UInt32 = 0
    }

    /// A reference that was read.
    struct Found {
        var meaning: Meaning
        /// One past its last byte.
        var end: Int
    }

    /// Reads the reference that starts with the `&` at an index; nil where that is only an ampersand.
    ///
    /// - Parameter isValue: in an attribute's value `&copy=` is no reference: it is a parameter of an address.
    static func read(_ source: [UInt8], at ampersand: Int, end: Int, isValue: Bool) -> Found? {
        let start = ampersand + 1
        guard start < end else { return nil }
        if source[start] == UInt8(ascii: "#") { return number(source, at: start + 1, end: end) }
        var index = start
        var hash = NameHash.empty
        while index < end, index < start + 32, source[index].isASCIIAlphanumeric {
            hash = NameHash.combine(hash, source[index])
            index += 1
        }
        if index < end, source[index] == UInt8(ascii: ";"), let slot = table[hash] {
            return Found(meaning: meanings[Int(slot >> 1)], end: index + 1)
        }
        return unterminated(source, from: start, to: index, end: end, isValue: isValue)
    }

    /// Appends a part of the source with its references replaced.
    static func decode(_ source: [UInt8], _ range: Range<Int>, isValue: Bool, into decoded: inout [UInt8]) {
        let ampersand = UInt8(ascii: "&")
        var index = range.lowerBound
        while true {
            let next = source.firstIndex(of: ampersand, from: index, to: range.upperBound)
            decoded += source[index..<next]
            guard next < range.upperBound else { return }
            if let found = read(source, at: next, end: range.upperBound, isValue: isValue) {
                append(found.meaning.first, to: &decoded)
                if found.meaning.second != 0 { append(found.meaning.second, to: &decoded) }
                index = found.end
            } else {
                decoded.append(ampersand)
                index = next + 1
            }
        }
    }

    private static func append(_ code: UInt32, to decoded: inout [UInt8]) {
        if code < 0x80 {
            decoded.append(UInt8(code))
        } else {
            decoded.append(contentsOf: String(Unicode.Scalar(code) ?? "\u{FFFD}").utf8)
        }
    }

    /// The longest name that needs no semicolon.
    private static func unterminated(_ source: [UInt8], from start: Int, to stop: Int, end: Int, isValue: Bool)
        -> Found?
    {
        var hash = NameHash.empty
        var found: Found?
        for index in start..<min(stop, start + 6) {
            hash = NameHash.combine(hash, source[index])
            guard let slot = table[hash], slot & 1 == 1 else { continue }
            found = Found(meaning: meanings[Int(slot >> 1)], end: index + 1)
        }
        if isValue, let found, found.end < end,
            source[found.end] == UInt8(ascii: "=") || source[found.end].isASCIIAlphanumeric
        {
            return nil
        }
        return found
    }

    private static func number(_ source: [UInt8], at start: Int, end: Int) -> Found? {
        var index = start
        var radix: UInt32 = 10
        if index < end, source[index] | 0x20 == UInt8(ascii: "x") {
            radix = 16
            index += 1
        }
        let first = index
        var code: UInt32 = 0
        while index < end, let digit = source[index].hexadecimalValue, digit < radix {
            code = min(code * radix + digit, 0x11_0000)
            index += 1
        }
        guard index > first else { return nil }
        if index < end, source[index] == UInt8(ascii: ";") { index += 1 }
        return Found(meaning: Meaning(first: allowed(code)), end: index)
    }

    /// What a number means: 128 to 159 are windows-1252, and what is no character is U+FFFD.
    private static func allowed(_ code: UInt32) -> UInt32 {
        switch code {
        case 0x09, 0x0A, 0x0D: code
        case 0x0C: 0x20
        case 0..<0x20, 0x7F, 0xD800..<0xE000, 0x11_0000...: 0xFFFD
        case 0x80..<0xA0: UInt32(windows1252[Int(code - 0x80)])
        default: code
        }
    }

    private static let windows1252: [UInt16] = [
        0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D,
        0x017D, 0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A,
        0x0153, 0x9D, 0x017E, 0x0178,
    ]

    /// Name → twice the index of its meaning, plus one where the semicolon may be missing.
    private static let table = known.table
    private static let meanings = known.meanings

    private static let known: (table: NameTable, meanings: [Meaning]) = {
        var entries: [(name: String, value: UInt32)] = []
        var meanings: [Meaning] = []
        // By bytes: as characters the table takes as long as five pages.
        for entry in names.utf8.split(whereSeparator: { $0 <= 0x20 }) {
            guard let mark = entry.firstIndex(where: { $0 == UInt8(ascii: "=") || $0 == UInt8(ascii: "!") }) else {
                continue
            }
            let codes = entry[entry.index(after: mark)...].split(separator: UInt8(ascii: "+")).map { digits in
                digits.reduce(UInt32(0)) { $0 << 4 | ($1.hexadecimalValue ?? 0) }
            }
            guard let first = codes.first else { continue }
            entries.append(
                (
                    String(Substring(entry[..<mark])),
                    UInt32(meanings.count) << 1 | (entry[mark] == UInt8(ascii: "!") ? 1 : 0)
                ))
            meanings.append(Meaning(first: first, second: codes.count > 1 ? codes[1] : 0))
        }
        return (NameTable(entries), meanings)
    }()
}

extension UInt8 {
    var isASCIIAlphanumeric: Bool { isASCIILetter || (self >= 0x30 && self <= 0x39) }

    fileprivate var hexadecimalValue: UInt32? {
        switch self {
        case 0x30...0x39: UInt32(self - 0x30)
        case 0x41...0x46: UInt32(self - 0x37)
        case 0x61...0x66: UInt32(self - 0x57)
        default: nil
        }
    }
}
