import CLibDeflate

/// A gzip file of one member, read in one step: where its length can be believed, in half of zlib's time.
enum GzipMember {
    /// Deflate makes no more of a byte than this.
    private static let largestRatio = 1032

    /// The uncompressed bytes; nil for what is not one whole member of the length that its end tells, which `GzipInflater`
    /// reads or refuses.
    static func decompress(_ bytes: [UInt8], maxBytes: Int) -> [UInt8]? {
        let count = bytes.suffix(4).reversed().reduce(0) { $0 << 8 | Int($1) }
        guard count > 0, count <= min(maxBytes, bytes.count * largestRatio),
            let decompressor = unsafe libdeflate_alloc_decompressor()
        else { return nil }
        defer { unsafe libdeflate_free_decompressor(decompressor) }
        var used = 0
        var made = 0
        var status = LIBDEFLATE_SUCCESS
        let result = unsafe [UInt8](unsafeUninitializedCapacity: count) { output, initialized in
            status = unsafe bytes.withUnsafeBytes { input in
                unsafe libdeflate_gzip_decompress_ex(
                    decompressor, input.baseAddress, input.count, output.baseAddress, count, &used, &made)
            }
            initialized = status == LIBDEFLATE_SUCCESS ? made : 0
        }
        return status == LIBDEFLATE_SUCCESS && used == bytes.count && made == count ? result : nil
    }
}
