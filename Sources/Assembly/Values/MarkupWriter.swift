/// Writes XML and XHTML. Names are literals by type, and everything else is escaped, so no text can become markup.
struct MarkupWriter {
    /// Attributes in order; one whose value is `nil` is left out.
    typealias Attributes = KeyValuePairs<StaticString, String?>

    private(set) var text = ""
    /// What every text and attribute goes through before it is escaped.
    private let filter: @Sendable (String) -> String

    init(filter: @escaping @Sendable (String) -> String = CleanText.block) {
        self.filter = filter
    }

    /// The bytes of what was written.
    var bytes: [UInt8] { Array(text.utf8) }

    /// An element with what `content` writes in it.
    mutating func element(
        _ name: StaticString, _ attributes: Attributes = [:], _ content: (inout MarkupWriter) -> Void
    ) {
        begin(name, attributes)
        content(&self)
        end(name)
    }

    /// The start tag of an element that the caller ends.
    mutating func begin(_ name: StaticString, _ attributes: Attributes = [:]) {
        open(name, attributes)
        text += ">"
    }

    /// The end tag of an element.
    mutating func end(_ name: StaticString) { text += "</\(name)>" }

    /// An element that holds text only.
    mutating func element(_ name: StaticString, _ attributes: Attributes = [:], _ words: String) {
        element(name, attributes) { $0.write(words) }
    }

    /// An element that is always empty: `<br/>`, `<item …/>`.
    mutating func empty(_ name: StaticString, _ attributes: Attributes = [:]) {
        open(name, attributes)
        text += "/>"
    }

    /// Text.
    mutating func write(_ words: String) {
        text += Self.escaped(filter(words))
    }

    /// A line ending, for people who read the source.
    mutating func newLine() { text += "\n" }

    /// Markup of our own, as it stands: prologues, style sheets, conditional comments.
    mutating func verbatim(_ markup: StaticString) { text += "\(markup)" }

    /// A style sheet of our own making; colours and families in it have been checked.
    mutating func styleSheet(_ css: String) { text += "<style>\n\(css)\n</style>\n" }

    /// What another writer with the same rules wrote.
    mutating func append(_ other: MarkupWriter) { text += other.text }

    private mutating func open(_ name: StaticString, _ attributes: Attributes) {
        text += "<\(name)"
        for (key, value) in attributes {
            guard let value else { continue }
            text += " \(key)=\"\(Self.escaped(filter(value)))\""
        }
    }

    private static func escaped(_ text: String) -> String {
        guard text.utf8.contains(where: { isSpecial($0) }) else { return text }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count + 32)
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "&"): bytes += "&amp;".utf8
            case UInt8(ascii: "<"): bytes += "&lt;".utf8
            case UInt8(ascii: ">"): bytes += "&gt;".utf8
            case UInt8(ascii: "\""): bytes += "&quot;".utf8
            default: bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func isSpecial(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "&") || byte == UInt8(ascii: "<") || byte == UInt8(ascii: ">")
            || byte == UInt8(ascii: "\"")
    }
}
