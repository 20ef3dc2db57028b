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
        case .moment(let date): write(date, to: &output)
        case .list(let list):
            output.append(UInt8(ascii: "["))
            for index in list.indices {
                if index > 0 { output.append(UInt8(ascii: ",")) }
                write(list[index], to: &output)
            }
            output.append(UInt8(ascii: "]"))
        case .fields(let fields): write(fields, to: &output)
        }
    }

    static func write(_ fields: FeedFields, to output: inout [UInt8]) {
        output.append(UInt8(ascii: "{"))
        for index in fields.members.indices {
            if index > 0 { output.append(UInt8(ascii: ",")) }
            write(fields.members[index].name, to: &output)
            output.append(UInt8(ascii: ":"))
            write(fields.members[index].value, to: &output)
        }
        output.append(UInt8(ascii: "}"))
    }

    private static func write(_ date: FeedDate, to output: inout [UInt8]) {
        var mark = UInt8(ascii: "[")
        let numbers = date.numbers
        for index in numbers.indices {
            output.append(mark)
            mark = UInt8(ascii: ",")
            // All but the year and the day of the year are such.
            if let digit = UInt8(exactly: numbers[index]), digit < 10 {
                output.append(0x30 + digit)
            } else {
                output += String(numbers[index]).utf8
            }
        }
        output.append(UInt8(ascii: "]"))
    }

    /// Bytes that are looked at before room is made for what they become.
    private static let pieceSize = 4096
    /// What one byte becomes at most: `\u001f`.
    private static let longestEscape = 6

    private static func write(_ text: String, to output: inout [UInt8]) {
        output.append(UInt8(ascii: "\""))
        var text = text
        text.withUTF8 { bytes in
            var start = 0
            while start < bytes.count {
                let end = min(start + pieceSize, bytes.count)
                let piece = unsafe UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(bytes)[start..<end])
                output.append(addingCapacity: piece.count * longestEscape) { written in
                    unsafe written.withUnsafeMutableBufferPointer { room, count in
                        count += unsafe escape(piece, into: UnsafeMutableRawBufferPointer(room.extracting(count...)))
                    }
                }
                start = end
            }
        }
        output.append(UInt8(ascii: "\""))
    }

    /// Writes what bytes are inside a JSON string, and returns how many that makes. There is room for the longest.
    ///
    /// Eight are copied at once. Of a word the lowest byte that is less than 0x20, or that a mark makes zero, is the lowest
    /// whose highest bit is left (Warren, "Hacker's Delight", 6-1).
    private static func escape(_ bytes: UnsafeRawBufferPointer, into room: UnsafeMutableRawBufferPointer) -> Int {
        let ones: UInt64 = 0x0101_0101_0101_0101
        var index = 0
        var count = 0
        while index + 8 <= bytes.count {
            let word = UInt64(littleEndian: unsafe bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self))
            unsafe room.storeBytes(of: word.littleEndian, toByteOffset: count, as: UInt64.self)
            let quote = word ^ ones &* 0x22
            let slash = word ^ ones &* 0x5C
            let found = (word &- ones &* 0x20) & ~word | (quote &- ones) & ~quote | (slash &- ones) & ~slash
            let marks = found & (ones &* 0x80)
            guard marks != 0 else {
                index += 8
                count += 8
                continue
            }
            let plain = marks.trailingZeroBitCount / 8
            count += plain
            index += plain + 1
            unsafe escape(bytes[index - 1], into: room, &count)
        }
        while index < bytes.count {
            let byte = unsafe bytes[index]
            if byte < 0x20 || byte == 0x22 || byte == 0x5C {
                unsafe escape(byte, into: room, &count)
            } else {
                unsafe room[count] = byte
                count += 1
            }
            index += 1
        }
        return count
    }

    private static func escape(_ byte: UInt8, into room: UnsafeMutableRawBufferPointer, _ count: inout Int) {
        unsafe room[count] = 0x5C
        count += 2
        switch byte {
        case 0x22, 0x5C: unsafe room[count - 1] = byte
        case 0x0A: unsafe room[count - 1] = UInt8(ascii: "n")
        case 0x0D: unsafe room[count - 1] = UInt8(ascii: "r")
        case 0x09: unsafe room[count - 1] = UInt8(ascii: "t")
        default:
            unsafe room[count - 1] = UInt8(ascii: "u")
            unsafe room[count] = 0x30
            unsafe room[count + 1] = 0x30
            unsafe room[count + 2] = digit(byte >> 4)
            unsafe room[count + 3] = digit(byte & 15)
            count += 4
        }
    }

    private static func digit(_ value: UInt8) -> UInt8 { value < 10 ? 0x30 + value : 0x57 + value }
}
