/// Reads a page's bytes as a browser's tokenizer does (WHATWG HTML §13.2.5), in one pass and time in proportion to them.
///
/// Scripts, styles, comments and drawings are stepped over; JSON-LD is kept aside. No input is an error.
struct HTMLReader {
    let source: [UInt8]
    var position = 0
    var builder: HTMLTreeBuilder
    var attributes: [HTMLTree.AttributeValue] = []
    /// Bytes that do not stand in the source as they are: its character references, decoded. Their offsets go on where the
    /// source ends.
    var decoded: [UInt8] = []
    var structuredData: [String] = []
    /// Where JSON for the page's own scripts stands.
    var dataRanges: [Range<Int>] = []
    /// How many `<svg>` stand open.
    var drawingDepth = 0
    let tagNames = HTMLTag.names
    let attributeNames = HTMLAttribute.names
    let attributeLimit: Int

    init(_ source: [UInt8], limits: HTMLTree.Limits) {
        self.source = source
        attributeLimit = limits.attributes
        builder = HTMLTreeBuilder(limits: limits, expectedNodes: min(source.count / 40 + 16, limits.nodes))
        attributes.reserveCapacity(source.count / 60 + 16)
    }

    /// Reads all of it.
    consuming func tree() -> HTMLTree {
        while position < source.count, !builder.isFull {
            if source[position] == UInt8(ascii: "<"), startsMarkup(at: position + 1) {
                markup()
            } else {
                text()
            }
        }
        var tree = HTMLTree()
        tree.nodes = builder.finish()
        tree.attributes = attributes
        tree.structuredData = structuredData
        tree.dataRanges = dataRanges
        tree.bytes = source
        tree.bytes += decoded
        return tree
    }

    private func startsMarkup(at index: Int) -> Bool {
        guard index < source.count else { return false }
        let byte = source[index]
        return byte.isASCIILetter || byte == UInt8(ascii: "/") || byte == UInt8(ascii: "!") || byte == UInt8(ascii: "?")
    }

    private mutating func text() {
        var index = source.firstIndex(of: UInt8(ascii: "<"), from: position, to: source.count)
        while index < source.count, !startsMarkup(at: index + 1) {
            index = source.firstIndex(of: UInt8(ascii: "<"), from: index + 1, to: source.count)
        }
        let start = position
        position = index
        guard drawingDepth == 0 else { return }
        let isBlank = !source[start..<index].contains { $0 > 0x20 }
        let hasReference = source.firstIndex(of: UInt8(ascii: "&"), from: start, to: index) < index
        append(text: start, index, isBlank: isBlank, hasReference: hasReference)
    }

    mutating func append(text start: Int, _ stop: Int, isBlank: Bool, hasReference: Bool) {
        if hasReference {
            let range = decode(start, stop, isValue: false)
            builder.text(range.lowerBound, range.upperBound, isBlank: false)
        } else {
            builder.text(start, stop, isBlank: isBlank)
        }
    }

    /// Decodes the references between two offsets of the source; where the result stands.
    mutating func decode(_ start: Int, _ stop: Int, isValue: Bool) -> Range<Int> {
        let first = source.count + decoded.count
        HTMLReference.decode(source, start..<stop, isValue: isValue, into: &decoded)
        return first..<(source.count + decoded.count)
    }

    private mutating func markup() {
        switch source[position + 1] {
        case UInt8(ascii: "!"):
            if source.matches("--", at: position + 2) {
                position = endOfComment(from: position + 4)
            } else {
                position = source.index(after: UInt8(ascii: ">"), from: position + 2)
            }
        case UInt8(ascii: "?"): position = source.index(after: UInt8(ascii: ">"), from: position + 2)
        case UInt8(ascii: "/"): endTag()
        default: startTag()
        }
    }

    /// After `-->` or `--!>`; `<!-->` and `<!--->` are whole comments (§13.2.5.43). One that does not end eats the rest.
    private func endOfComment(from start: Int) -> Int {
        if source.matches(">", at: start) { return start + 1 }
        if source.matches("->", at: start) { return start + 2 }
        var index = start
        while true {
            let end = source.firstIndex(of: UInt8(ascii: ">"), from: index, to: source.count)
            guard end < source.count else { return end }
            let isEnd = end - 2 >= start && source.matches("--", at: end - 2)
            if isEnd || (end - 3 >= start && source.matches("--!", at: end - 3)) { return end + 1 }
            index = end + 1
        }
    }
}

extension [UInt8] {
    /// One past the first such byte at or after an index; the end where there is none.
    func index(after byte: UInt8, from start: Int) -> Int {
        let found = firstIndex(of: byte, from: start, to: count)
        return found < count ? found + 1 : count
    }
}
