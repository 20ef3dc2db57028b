/// A request's body as the event loop reads it.
enum UploadSource {
    case bytes([UInt8], sent: Int)
    case pipe(UploadPipe)

    /// A file is read as a stream, once.
    var canRewind: Bool {
        if case .bytes = self { true } else { false }
    }

    mutating func supply(into buffer: UnsafeMutableRawBufferPointer) -> CurlTransfer.Supply {
        switch self {
        case .pipe(let pipe):
            return unsafe pipe.supply(into: buffer)
        case .bytes(let bytes, let sent):
            let count = min(bytes.count - sent, buffer.count)
            unsafe buffer.copyBytes(from: bytes[sent..<sent + count])
            self = .bytes(bytes, sent: sent + count)
            return .bytes(count)
        }
    }

    mutating func rewind(to offset: Int) -> Bool {
        guard case .bytes(let bytes, _) = self, (0...bytes.count).contains(offset) else { return false }
        self = .bytes(bytes, sent: offset)
        return true
    }
}
