import CZlib

/// Owns zlib's state and the gzip members that it reads one after the other.
@safe
struct GzipInflater: ~Copyable {
    private static let chunkBytes = 64 << 10

    /// On the heap: zlib keeps a pointer back to its stream and refuses one that moved.
    private let stream: UnsafeMutablePointer<z_stream>
    private let input: UnsafeMutableBufferPointer<UInt8>

    /// Starts on the first member.
    init(_ bytes: [UInt8]) throws(ArchiveError) {
        let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
        unsafe stream.initialize(to: z_stream())
        guard unsafe presswork_inflate_init_gzip(stream) == Z_OK else {
            unsafe stream.deallocate()
            throw ArchiveError(.malformed, "No memory to decompress \(bytes.count) bytes of gzip.")
        }
        let input = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: bytes.count)
        _ = unsafe input.initialize(from: bytes)
        unsafe stream.pointee.next_in = input.baseAddress
        unsafe stream.pointee.avail_in = uInt(bytes.count)
        unsafe self.stream = unsafe stream
        unsafe self.input = unsafe input
    }

    deinit {
        unsafe inflateEnd(stream)
        unsafe stream.deallocate()
        unsafe input.deallocate()
    }

    /// Bytes of the input used so far; after the last `inflate` of a member, where the next one begins.
    var consumed: Int {
        unsafe input.count - Int(stream.pointee.avail_in)
    }

    /// Starts on the member that begins at `consumed`.
    mutating func beginNextMember() throws(ArchiveError) {
        guard unsafe inflateReset(stream) == Z_OK else {
            throw ArchiveError(.malformed, "The gzip member at byte \(consumed) cannot be begun.")
        }
    }

    /// Appends the next piece; false when the member has ended and its CRC-32 and length agree.
    mutating func inflate(into result: inout [UInt8], maxBytes: Int) throws(ArchiveError) -> Bool {
        var status = Z_OK
        let room = Self.chunkBytes
        let chunk = unsafe [UInt8](unsafeUninitializedCapacity: room) { buffer, count in
            unsafe stream.pointee.next_out = buffer.baseAddress
            unsafe stream.pointee.avail_out = uInt(room)
            status = unsafe CZlib.inflate(stream, Z_NO_FLUSH)
            count = unsafe room - Int(stream.pointee.avail_out)
        }
        guard chunk.count <= maxBytes - result.count else {
            throw ArchiveError(.limitExceeded, "The gzip data decompresses to more than \(maxBytes) bytes.")
        }
        result += chunk
        switch status {
        case Z_STREAM_END: return false
        case Z_OK where unsafe !chunk.isEmpty || consumed < input.count: return true
        case Z_OK, Z_BUF_ERROR: throw ArchiveError(.malformed, "The gzip data is cut short.")
        default:
            let reason = unsafe stream.pointee.msg.map { unsafe String(cString: $0) }
            throw ArchiveError(.malformed, "The gzip data is damaged.", underlying: reason ?? "zlib status \(status)")
        }
    }
}
