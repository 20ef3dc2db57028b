/// What bytes look like when read as UTF-8.
enum UTF8Shape {
    case valid
    /// UTF-8 with some bad bytes in it.
    case damaged
    /// Another encoding: more bad bytes than good sequences.
    case foreign

    init(of bytes: ArraySlice<UInt8>) {
        // The library's own validation is many times faster, and most pages pass it.
        do throws(UTF8.ValidationError) {
            _ = try UTF8Span(validating: bytes.span)
            self = .valid
            return
        } catch {
            self = Self.count(bytes)
        }
    }

    /// Weighs good sequences against bad bytes.
    private static func count(_ bytes: ArraySlice<UInt8>) -> UTF8Shape {
        var good = 0
        var bad = 0
        var expected = 0
        var lower: UInt8 = 0x80
        var upper: UInt8 = 0xBF
        for byte in bytes {
            if expected > 0 {
                if byte >= lower && byte <= upper {
                    expected -= 1
                    (lower, upper) = (0x80, 0xBF)
                    if expected == 0 { good += 1 }
                    continue
                }
                bad += 1
                expected = 0
                (lower, upper) = (0x80, 0xBF)
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
        if expected > 0 { bad += 1 }
        return bad == 0 ? .valid : (good > bad ? .damaged : .foreign)
    }
}
