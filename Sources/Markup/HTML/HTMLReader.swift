/// Reads a page's bytes as a browser's tokenizer does (WHATWG HTML §13.2.5), in one pass and time in proportion to them.
///
/// Scripts, styles, comments and drawings are stepped over; JSON-LD is kept aside. No input is an error.
///
/// The bytes are handed from function to function: each that took them from the reader would keep them alive for itself.
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
        let bytes = source
        read(bytes.span)
        var tree = HTMLTree()
        tree.nodes = builder.finish()
        tree.attributes = attributes
        tree.structuredData = structuredData
        tree.dataRanges = dataRanges
        tree.bytes = source
        tree.bytes += decoded
        return tree
    }

    private mutating func read(_ bytes: Span<UInt8>) {
        while position < bytes.count, !builder.isFull {
            if bytes[position] == UInt8(ascii: "<"), bytes.startMarkup(at: position + 1) {
                markup(bytes)
            } else {
                text(bytes)
            }
        }
    }

    private mutating func text(_ bytes: Span<UInt8>) {
        var index = bytes.firstIndex(of: UInt8(ascii: "<"), from: position, to: bytes.count)
        while index < bytes.count, !bytes.startMarkup(at: index + 1) {
            index = bytes.firstIndex(of: UInt8(ascii: "<"), from: index + 1, to: bytes.count)
        }
        let start = position
        position = index
        guard drawingDepth == 0 else { return }
        let hasReference = bytes.firstIndex(of: UInt8(ascii: "&"), from: start, to: index) < index
        append(text: start, index, isBlank: bytes.areBlank(start, index), hasReference: hasReference)
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

    private mutating func markup(_ bytes: Span<UInt8>) {
        switch bytes[position + 1] {
        case UInt8(ascii: "!"):
            if bytes.hold("--", at: position + 2) {
                position = bytes.endOfComment(from: position + 4)
            } else {
                position = bytes.index(after: UInt8(ascii: ">"), from: position + 2)
            }
        case UInt8(ascii: "?"): position = bytes.index(after: UInt8(ascii: ">"), from: position + 2)
        case UInt8(ascii: "/"): endTag(bytes)
        default: startTag(bytes)
        }
    }
}
