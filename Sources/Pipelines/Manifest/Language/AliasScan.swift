/// Finds YAML aliases before anything is composed.
///
/// The composer compares keys by their whole content, so a mapping used as a key through nested aliases (`*a`) would
/// take exponential time. An alias needs its anchor: a file where no `*name` has an `&name` holds none, wherever
/// quotes and block texts begin and end.
enum AliasScan {
    /// The place of the first `*name` whose `&name` stands in the text too.
    static func firstAlias(in text: String) -> SourcePlace? {
        let bytes = Array(text.utf8)
        var anchors: Set<ArraySlice<UInt8>> = []
        var aliases: [(name: ArraySlice<UInt8>, offset: Int)] = []
        for (offset, byte) in bytes.enumerated() where byte == UInt8(ascii: "&") || byte == UInt8(ascii: "*") {
            let name = bytes[(offset + 1)...].prefix(while: isNameByte)
            guard !name.isEmpty, offset == 0 || isBoundary(bytes[offset - 1]) else { continue }
            if byte == UInt8(ascii: "&") { anchors.insert(name) } else { aliases.append((name, offset)) }
        }
        guard let found = aliases.first(where: { anchors.contains($0.name) }) else { return nil }
        let before = bytes[..<found.offset]
        let lineStart = before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
        return SourcePlace(
            line: 1 + before.count { $0 == UInt8(ascii: "\n") },
            column: 1 + String(decoding: bytes[lineStart..<found.offset], as: UTF8.self).unicodeScalars.count)
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "_"), UInt8(ascii: "-"):
            true
        default: false
        }
    }

    /// What may stand right before an anchor or alias: anything but a letter or digit.
    private static func isBoundary(_ byte: UInt8) -> Bool { !isNameByte(byte) || byte == UInt8(ascii: "-") }
}
