/// Names of tags, attributes and schemes as numbers, which are compared at once.
enum ShortName {
    /// A name's bytes in lower case, of more than sixteen the last.
    static func key(_ name: borrowing Span<UInt8>) -> UInt128 {
        var key: UInt128 = 0
        for index in name.indices { key = key << 8 | UInt128(name[index] | 0x20) }
        return key
    }

    static func key(_ name: String) -> UInt128 { key(Array(name.utf8).span) }
}
