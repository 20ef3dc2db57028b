/// The name of an object, in a grammar that every store here takes without escaping: segments of `A-Z a-z 0-9 . _ -`
/// parted by `/`, none of them empty, `.` or `..`, each of up to 255 bytes, 900 bytes in all.
package struct ObjectKey: Sendable, Hashable, Comparable, CustomStringConvertible {
    package let text: String

    /// - Throws: `ObjectStoreError` with the code `invalidKey`.
    package init(_ text: String) throws(ObjectStoreError) {
        guard text.utf8.count <= 900 else { throw Self.refuse(text, "is longer than 900 bytes") }
        guard text.utf8.allSatisfy(Self.isAllowed) else {
            throw Self.refuse(text, "has a character outside A-Z a-z 0-9 . _ - /")
        }
        for segment in text.split(separator: "/", omittingEmptySubsequences: false) {
            if segment.isEmpty || segment == "." || segment == ".." {
                throw Self.refuse(text, "has an empty segment, or one that is . or ..")
            }
            if segment.utf8.count > 255 { throw Self.refuse(text, "has a segment longer than 255 bytes") }
        }
        self.text = text
    }

    /// The key without a check, of a text that is known to be one.
    init(checked text: String) {
        self.text = text
    }

    package var description: String { text }

    /// By bytes, as S3 lists them.
    package static func < (one: ObjectKey, other: ObjectKey) -> Bool {
        one.text.utf8.lexicographicallyPrecedes(other.text.utf8)
    }

    /// Whether `text` may begin a key: nothing, or a key with or without a `/` after it.
    static func isPrefix(_ text: String) -> Bool {
        if text.isEmpty { return true }
        let key = text.hasSuffix("/") ? String(text.dropLast()) : text
        return (try? ObjectKey(key)) != nil
    }

    private static func isAllowed(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-"),
            UInt8(ascii: "/"):
            true
        default: false
        }
    }

    private static func refuse(_ text: String, _ reason: String) -> ObjectStoreError {
        ObjectStoreError(.invalidKey, "the object key \(String(text.prefix(100)).debugDescription) \(reason)")
    }
}
