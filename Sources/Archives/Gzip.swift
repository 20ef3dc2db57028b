/// Gzip (RFC 1952) over libdeflate where a file is of one member, over zlib where it is not or is damaged.
package enum Gzip {
    /// True if the bytes begin like a gzip member.
    package static func isCompressed(_ bytes: [UInt8]) -> Bool {
        bytes.starts(with: magic)
    }

    /// The uncompressed bytes of all members, at most `maxBytes`: a bomb fails with ``ArchiveError/Code/limitExceeded``
    /// as soon as it passes the limit, before memory for more is taken. Only zero padding may follow the last member.
    package static func decompress(_ bytes: [UInt8], maxBytes: Int) throws(ArchiveError) -> [UInt8] {
        guard isCompressed(bytes) else {
            throw ArchiveError(.malformed, "These \(bytes.count) bytes are not gzip: they do not begin with 1F 8B.")
        }
        if let whole = GzipMember.decompress(bytes, maxBytes: maxBytes) { return whole }
        var result: [UInt8] = []
        var inflater = try GzipInflater(bytes)
        while true {
            while try inflater.inflate(into: &result, maxBytes: maxBytes) {}
            let rest = bytes[inflater.consumed...]
            guard rest.starts(with: magic) else {
                guard rest.allSatisfy({ $0 == 0 }) else {
                    throw ArchiveError(.malformed, "\(rest.count) bytes that are not gzip follow a gzip member.")
                }
                return result
            }
            try inflater.beginNextMember()
        }
    }

    /// The bytes as one member. Members one after the other are a gzip file too.
    package static func compress(_ bytes: [UInt8]) throws(ArchiveError) -> [UInt8] {
        try GzipDeflater().member(of: bytes)
    }

    /// The first two bytes of a member.
    private static let magic: [UInt8] = [0x1F, 0x8B]
}
