/// Steps over the attributes of one start tag as a browser's tokenizer does (WHATWG HTML §13.2.5.32 and after).
struct HTMLTagScan {
    let source: [UInt8]
    /// Just past what was read; after the last attribute, just past the `>`.
    private(set) var position: Int

    init(source: [UInt8], position: Int) {
        self.source = source
        self.position = position
        skip { !$0.isHTMLSpace && $0 != UInt8(ascii: ">") && $0 != UInt8(ascii: "/") }
    }

    /// Reads one attribute; false at the end of the tag.
    mutating func nextAttribute() -> Bool {
        skip { $0.isHTMLSpace || $0 == UInt8(ascii: "/") }
        guard position < source.count else { return false }
        if source[position] == UInt8(ascii: ">") {
            position += 1
            return false
        }
        position += 1
        skip { !$0.isHTMLSpace && $0 != UInt8(ascii: ">") && $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: "=") }
        let afterName = position
        skip(while: \.isHTMLSpace)
        guard position < source.count, source[position] == UInt8(ascii: "=") else {
            position = afterName
            return true
        }
        position += 1
        skip(while: \.isHTMLSpace)
        guard position < source.count else { return true }
        let quote = source[position]
        if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
            position += 1
            skip { $0 != quote }
            position = min(position + 1, source.count)
        } else {
            skip { !$0.isHTMLSpace && $0 != UInt8(ascii: ">") }
        }
        return true
    }

    private mutating func skip(while condition: (UInt8) -> Bool) {
        while position < source.count, condition(source[position]) { position += 1 }
    }
}
