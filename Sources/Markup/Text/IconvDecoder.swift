import CIconv
import Glibc

/// iconv, driven step by step so that no byte can end the text early.
enum IconvDecoder {
    /// Decodes to UTF-8; a byte that does not belong becomes U+FFFD. An encoding that this system's iconv lacks is read as
    /// windows-1252.
    static func decode(_ bytes: ArraySlice<UInt8>, from encoding: TextEncoding) -> [UInt8] {
        guard let converter = unsafe open(encoding) else {
            return encoding == .windows1252
                ? Array(String(decoding: bytes, as: UTF8.self).utf8) : decode(bytes, from: .windows1252)
        }
        defer { unsafe iconv_close(converter) }
        var source = Array(bytes)
        var decoded: [UInt8] = []
        decoded.reserveCapacity(source.count + source.count / 4)
        var chunk = [UInt8](repeating: 0, count: 16 << 10)
        unsafe source.withUnsafeMutableBytes { source in
            guard let start = source.baseAddress else { return }
            var input: UnsafeMutablePointer<CChar>? = unsafe start.assumingMemoryBound(to: CChar.self)
            var left = source.count
            while left > 0 {
                let (written, problem) = unsafe step(converter, &input, &left, into: &chunk)
                decoded.append(contentsOf: chunk[..<written])
                guard problem == EILSEQ || problem == EINVAL else { continue }
                decoded.append(contentsOf: [0xEF, 0xBF, 0xBD])
                if problem == EINVAL { break }
                unsafe input = unsafe input?.advanced(by: 1)
                left -= 1
            }
        }
        // Encodings with combining marks hold the last character back until told that it was the last.
        decoded.append(contentsOf: unsafe flush(converter))
        return decoded
    }

    private static func flush(_ converter: iconv_t) -> [UInt8] {
        var rest = [UInt8](repeating: 0, count: 64)
        let written = unsafe rest.withUnsafeMutableBytes { rest in
            var output = unsafe rest.baseAddress?.assumingMemoryBound(to: CChar.self)
            var room = rest.count
            _ = unsafe iconv(converter, nil, nil, &output, &room)
            return rest.count - room
        }
        return Array(rest[..<written])
    }

    /// Whether this system's iconv knows the encoding.
    static func isAvailable(_ encoding: TextEncoding) -> Bool {
        guard let converter = unsafe open(encoding) else { return false }
        return unsafe iconv_close(converter) == 0
    }

    private static func open(_ encoding: TextEncoding) -> iconv_t? {
        let converter: iconv_t? = unsafe iconv_open("UTF-8", encoding.iconvName)
        return unsafe converter == iconv_t(bitPattern: -1) ? nil : converter
    }

    /// One call of iconv: how many bytes it wrote, and the error that stopped it (0, E2BIG, EILSEQ or EINVAL).
    private static func step(
        _ converter: iconv_t, _ input: inout UnsafeMutablePointer<CChar>?, _ left: inout Int, into chunk: inout [UInt8]
    ) -> (written: Int, problem: Int32) {
        unsafe chunk.withUnsafeMutableBytes { chunk in
            var output = unsafe chunk.baseAddress?.assumingMemoryBound(to: CChar.self)
            var room = chunk.count
            errno = 0
            let result = unsafe iconv(converter, &input, &left, &output, &room)
            return (chunk.count - room, result == -1 ? errno : 0)
        }
    }
}
