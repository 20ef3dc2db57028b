/// The entities that a document declares for itself, as far as they are harmless: a short text that holds no reference.
/// One that names others, or a file, stays as it is written, so nothing grows and nothing is read.
struct XMLEntities {
    private var texts: [[UInt8]: [UInt8]] = [:]
    /// Bytes that may still be put in for references.
    private var budget = 1 << 20

    private static let lengthLimit = 256
    private static let countLimit = 1000

    var isEmpty: Bool { texts.isEmpty }

    /// Reads the declarations of an internal subset.
    mutating func read(_ subset: ArraySlice<UInt8>) {
        var position = subset.startIndex
        while texts.count < Self.countLimit, let start = subset.firstOffset(of: "<!ENTITY", from: position) {
            position = start + 8
            var rest = subset[position...].drop(while: \.isHTMLSpace)
            let name = rest.prefix { !$0.isHTMLSpace && $0 != UInt8(ascii: ">") && $0 != UInt8(ascii: "%") }
            rest = rest.dropFirst(name.count).drop(while: \.isHTMLSpace)
            guard let quote = rest.first, quote == 0x22 || quote == 0x27,
                let end = rest.dropFirst().firstIndex(of: quote)
            else { continue }
            let text = rest[(rest.startIndex + 1)..<end]
            position = end + 1
            guard !name.isEmpty, text.count <= Self.lengthLimit, let plain = Self.plain(text) else { continue }
            if texts[Array(name)] == nil { texts[Array(name)] = plain }
        }
    }

    /// The text of an entity; nil for an unknown one, and once too much has been put in.
    mutating func text(of name: ArraySlice<UInt8>) -> [UInt8]? {
        guard let text = texts[Array(name)], text.count <= budget else { return nil }
        budget -= text.count
        return text
    }

    /// One character reference, or a text without any reference.
    private static func plain(_ text: ArraySlice<UInt8>) -> [UInt8]? {
        guard text.contains(where: { $0 == UInt8(ascii: "&") || $0 == UInt8(ascii: "%") || $0 == UInt8(ascii: "<") })
        else { return Array(text) }
        guard text.starts(with: [UInt8(ascii: "&"), UInt8(ascii: "#")]), text.last == UInt8(ascii: ";"),
            let code = XMLReference.code(of: text.dropFirst(2).dropLast())
        else { return nil }
        return Array(String(XMLCharacter.allowed(code)).utf8)
    }
}
