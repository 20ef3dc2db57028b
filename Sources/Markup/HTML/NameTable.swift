/// A name by its hash (FNV-1a, 64 bits): a page's names are met with tables of known ones without becoming strings.
///
/// Public, or the compiler would inline none of it into the modules that go through a page's bytes.
public enum NameHash {
    /// The hash of no bytes.
    @inlinable public static var empty: UInt64 { 0xCBF2_9CE4_8422_2325 }

    /// The hash of a name and one byte more.
    @inlinable
    public static func combine(_ hash: UInt64, _ byte: UInt8) -> UInt64 {
        (hash ^ UInt64(byte)) &* 0x100_0000_01B3
    }

    /// The hash of a name.
    package static func of(_ name: some Sequence<UInt8>) -> UInt64 {
        name.reduce(empty) { combine($0, $1) }
    }
}

/// A fixed table from names, by their hash, to small values: open addressing, at most half full.
public struct NameTable: Sendable {
    @usableFromInline let keys: [UInt64]
    @usableFromInline let values: [UInt32]
    @usableFromInline let mask: Int

    /// - Parameter entries: of a repeated name the first counts.
    package init(_ entries: [(name: String, value: UInt32)]) {
        var size = 16
        while size < entries.count * 2 { size *= 2 }
        var keys = [UInt64](repeating: 0, count: size)
        var values = [UInt32](repeating: 0, count: size)
        for (name, value) in entries {
            let key = NameHash.of(name.utf8)
            var slot = Int(truncatingIfNeeded: key) & (size - 1)
            while keys[slot] != 0, keys[slot] != key { slot = (slot + 1) & (size - 1) }
            if keys[slot] == key { continue }
            keys[slot] = key
            values[slot] = value
        }
        self.keys = keys
        self.values = values
        mask = size - 1
    }

    /// The value of a name; nil for a name that the table does not have.
    @inlinable
    public subscript(hash: UInt64) -> UInt32? {
        var slot = Int(truncatingIfNeeded: hash) & mask
        while keys[slot] != 0 {
            if keys[slot] == hash { return values[slot] }
            slot = (slot + 1) & mask
        }
        return nil
    }
}
