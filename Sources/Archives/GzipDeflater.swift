import CZlib

/// Owns zlib's state for one gzip member.
@safe
struct GzipDeflater: ~Copyable {
    /// On the heap: zlib keeps a pointer back to its stream and refuses one that moved.
    private let stream: UnsafeMutablePointer<z_stream>

    init() throws(ArchiveError) {
        let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
        unsafe stream.initialize(to: z_stream())
        guard unsafe presswork_deflate_init_gzip(stream) == Z_OK else {
            unsafe stream.deallocate()
            throw ArchiveError(.writeFailed, "No memory to compress.")
        }
        unsafe self.stream = unsafe stream
    }

    deinit {
        unsafe deflateEnd(stream)
        unsafe stream.deallocate()
    }

    /// The whole member of these bytes, fewer than 2 GiB.
    consuming func member(of bytes: [UInt8]) throws(ArchiveError) -> [UInt8] {
        let room = Int(unsafe deflateBound(stream, uLong(bytes.count)))
        var input = bytes
        var status = Z_OK
        let member = unsafe input.withUnsafeMutableBufferPointer { source in
            unsafe [UInt8](unsafeUninitializedCapacity: room) { buffer, count in
                unsafe stream.pointee.next_in = source.baseAddress
                unsafe stream.pointee.avail_in = uInt(source.count)
                unsafe stream.pointee.next_out = buffer.baseAddress
                unsafe stream.pointee.avail_out = uInt(room)
                status = unsafe CZlib.deflate(stream, Z_FINISH)
                count = unsafe room - Int(stream.pointee.avail_out)
            }
        }
        guard status == Z_STREAM_END else {
            throw ArchiveError(.writeFailed, "\(bytes.count) bytes could not be compressed (zlib status \(status)).")
        }
        return member
    }
}
