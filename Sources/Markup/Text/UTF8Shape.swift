/// What bytes look like when read as UTF-8.
enum UTF8Shape {
    case valid
    /// UTF-8 with some bad bytes in it.
    case damaged
    /// Another encoding: more bad bytes than good sequences.
    case foreign

    /// Weighs good sequences against bad bytes. Most of a page is ASCII, which is stepped over a block at a time.
    init(of bytes: ArraySlice<UInt8>) {
        let bytes = bytes.span
        var count = SequenceCount()
        var start = 0
        while start < bytes.count {
            let block = bytes.extracting(start..<min(start + Self.blockBytes, bytes.count))
            if count.expected > 0 || !Self.isASCII(block) {
                for index in block.indices { count.read(block[index]) }
            }
            start += block.count
        }
        if count.expected > 0 { count.bad += 1 }
        self = count.bad == 0 ? .valid : (count.good > count.bad ? .damaged : .foreign)
    }

    private static let blockBytes = 64

    /// Without a branch in its loop, which goes over many bytes at a time.
    private static func isASCII(_ block: Span<UInt8>) -> Bool {
        var all: UInt8 = 0
        for index in block.indices { all |= block[index] }
        return all < 0x80
    }
}

/// The sequences of UTF-8 in bytes that come one after the other.
private struct SequenceCount {
    var good = 0
    var bad = 0
    /// How many bytes are still missing to the sequence that was begun.
    var expected = 0
    /// Between what the next byte of it must be.
    private var lower: UInt8 = 0x80
    private var upper: UInt8 = 0xBF

    mutating func read(_ byte: UInt8) {
        if expected > 0 {
            let isNext = byte >= lower && byte <= upper
            (lower, upper) = (0x80, 0xBF)
            if isNext {
                expected -= 1
                if expected == 0 { good += 1 }
                return
            }
            bad += 1
            expected = 0
        }
        switch byte {
        case 0..<0x80: break
        case 0xC2...0xDF: expected = 1
        case 0xE0...0xEF:
            expected = 2
            if byte == 0xE0 { lower = 0xA0 }
            if byte == 0xED { upper = 0x9F }
        case 0xF0...0xF4:
            expected = 3
            if byte == 0xF0 { lower = 0x90 }
            if byte == 0xF4 { upper = 0x8F }
        default: bad += 1
        }
    }
}
