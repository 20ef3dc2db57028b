/// Writes feeds as JSON: they are megabytes of text, for which a general encoder is many times too slow.
package enum FeedJSON {
    /// One JSON document with a line break behind it.
    package static func bytes(of document: FeedDocument) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(document.size * 3 + 1024)
        write(.fields(document.fields), to: &output)
        output.append(0x0A)
        return output
    }

    static func write(_ value: FeedValue, to output: inout [UInt8]) {
        switch value {
        case .null: output += "null".utf8
        case .bool(let value): output += (value ? "true" : "false").utf8
        case .number(let value): output += String(value).utf8
        case .text(let text): write(text, to: &output)
        case .list(let list):
            output.append(UInt8(ascii: "["))
            for (index, element) in list.enumerated() {
                if index > 0 { output.append(UInt8(ascii: ",")) }
                write(element, to: &output)
            }
            output.append(UInt8(ascii: "]"))
        case .fields(let fields):
            output.append(UInt8(ascii: "{"))
            for (index, member) in fields.members.enumerated() {
                if index > 0 { output.append(UInt8(ascii: ",")) }
                write(member.name, to: &output)
                output.append(UInt8(ascii: ":"))
                write(member.value, to: &output)
            }
            output.append(UInt8(ascii: "}"))
        }
    }

    private static func write(_ text: String, to output: inout [UInt8]) {
        output.append(UInt8(ascii: "\""))
        var text = text
        text.withUTF8 { bytes in
            var start = 0
            var index = -1
            while true {
                index = unsafe next(bytes, from: index + 1)
                guard index < bytes.count else { break }
                let byte = unsafe bytes[index]
                unsafe output.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[start..<index]))
                escape(byte, to: &output)
                start = index + 1
            }
            unsafe output.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[start...]))
        }
        output.append(UInt8(ascii: "\""))
    }

    /// Where the next byte stands that must be escaped, at or after an index. Looks at sixteen at once.
    private static func next(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
        var index = start
        while index + 16 <= bytes.count {
            var found: UInt8 = 0
            for offset in 0..<16 {
                let byte = unsafe bytes[index + offset]
                found |= byte < 0x20 || byte == 0x22 || byte == 0x5C ? 1 : 0
            }
            if found != 0 { break }
            index += 16
        }
        while index < bytes.count {
            let byte = unsafe bytes[index]
            if byte < 0x20 || byte == 0x22 || byte == 0x5C { break }
            index += 1
        }
        return index
    }

    private static func escape(_ byte: UInt8, to output: inout [UInt8]) {
        output.append(0x5C)
        switch byte {
        case 0x22, 0x5C: output.append(byte)
        case 0x0A: output.append(UInt8(ascii: "n"))
        case 0x0D: output.append(UInt8(ascii: "r"))
        case 0x09: output.append(UInt8(ascii: "t"))
        default:
            let digits = Array("0123456789abcdef".utf8)
            output += [UInt8(ascii: "u"), 0x30, 0x30, digits[Int(byte >> 4)], digits[Int(byte & 15)]]
        }
    }
}
