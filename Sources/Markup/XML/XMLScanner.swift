/// Reads XML as it comes into an `XMLTree`, in one pass, and mends what feeds in the wild break.
///
/// Texts are ranges of the document itself; only what holds references is written anew. A document that is not well
/// formed loses nothing: what cannot be markup is text. Nothing outside the document is read, no entity is expanded in
/// another, and elements nested too deep are kept flat.
struct XMLScanner {
    struct OpenElement {
        let node: Int
        /// The name as written, for its end tag.
        let name: Range<Int>
        let scope: Int
    }

    let source: [UInt8]
    let limits: XMLTree.Limits
    var position = 0
    var nodes: [XMLTree.Node] = []
    var attributes: [XMLTree.AttributeValue] = []
    var names = XMLNames()
    var entities = XMLEntities()
    var open: [OpenElement] = []
    /// Texts with their references resolved; their places count on from the end of the source.
    var extra: [UInt8] = []
    /// Elements beyond the depth limit whose end tags are still to come.
    var tooDeep = 0
    var isWellFormed = true
    private var hasClosedRoot = false

    init(_ source: [UInt8], limits: XMLTree.Limits) {
        self.source = source
        self.limits = limits
        nodes.reserveCapacity(source.count / 24)
    }

    /// Makes the pass; the tree is empty for a document without an element.
    consuming func tree() -> XMLTree {
        while position < source.count, nodes.count < limits.nodes {
            if source[position] == UInt8(ascii: "<") { markup() } else { text() }
        }
        if !open.isEmpty || tooDeep > 0 || names.hasUndeclaredPrefix || position < source.count { isWellFormed = false }
        while let element = open.popLast() { nodes[element.node].end = Int32(nodes.count) }
        var tree = XMLTree()
        tree.nodes = nodes
        tree.names = names.names
        tree.attributes = attributes
        tree.bytes = source
        tree.extra = extra
        tree.isWellFormed = isWellFormed
        return tree
    }

    var scope: Int { open.last?.scope ?? 0 }

    private mutating func markup() {
        let next = position + 1 < source.count ? source[position + 1] : 0
        if XMLBytes.startsName(next) {
            startTag()
        } else if next == UInt8(ascii: "/") {
            endTag()
        } else if next == UInt8(ascii: "!") || next == UInt8(ascii: "?") {
            declaration()
        } else {
            isWellFormed = false
            text()
        }
    }

    /// Text up to the next tag; the first character belongs to it whatever it is.
    private mutating func text() {
        let start = position
        var needsWork = false
        position = XMLBytes.endOfText(in: source.span, from: start, needsWork: &needsWork)
        append(text: start..<position, needsWork: needsWork)
    }

    private mutating func append(text range: Range<Int>, needsWork: Bool) {
        guard let parent = open.last?.node else {
            if source[range].contains(where: { !$0.isHTMLSpace }) { isWellFormed = false }
            return
        }
        guard !range.isEmpty else { return }
        let range = needsWork ? resolved(range) : range
        nodes.append(
            XMLTree.Node(
                name: -1, parent: Int32(parent), end: Int32(nodes.count + 1), start: UInt32(range.lowerBound),
                stop: UInt32(range.upperBound)))
    }

    /// CDATA, comments, instructions, the document type.
    private mutating func declaration() {
        if source.matches("<![CDATA[", at: position) {
            let start = position + 9
            let end = source.firstOffset(of: "]]>", from: start)
            if end == nil { isWellFormed = false }
            append(text: start..<(end ?? source.count), needsWork: false)
            position = end.map { $0 + 3 } ?? source.count
        } else if source.matches("<!--", at: position) {
            skip(to: "-->", from: position + 4)
        } else if source.matches("<?", at: position) {
            skip(to: "?>", from: position + 2)
        } else if source.matches("<!DOCTYPE", at: position), nodes.isEmpty {
            documentType()
        } else {
            isWellFormed = false
            if let end = source[position...].prefix(256).firstIndex(of: UInt8(ascii: ">")), nodes.isEmpty {
                position = end + 1
            } else {
                text()
            }
        }
    }

    private mutating func skip(to terminator: StaticString, from start: Int) {
        if let end = source.firstOffset(of: terminator, from: start) {
            position = end + terminator.utf8CodeUnitCount
        } else {
            isWellFormed = false
            position = source.count
        }
    }

    private mutating func documentType() {
        var index = position + 9
        var quote: UInt8 = 0
        while index < source.count {
            let byte = source[index]
            if quote != 0 {
                if byte == quote { quote = 0 }
            } else if byte == 0x22 || byte == 0x27 {
                quote = byte
            } else if byte == UInt8(ascii: "[") {
                let end = source.firstOffset(of: "]", from: index) ?? source.count
                entities.read(source[index..<end])
                index = end
            } else if byte == UInt8(ascii: ">") {
                break
            }
            index += 1
        }
        if index >= source.count { isWellFormed = false }
        position = min(index + 1, source.count)
    }

    mutating func close(_ element: OpenElement) {
        nodes[element.node].end = Int32(nodes.count)
        if open.isEmpty { hasClosedRoot = true }
    }

    /// A second root element is another document's.
    mutating func noteRoot() {
        if open.isEmpty && hasClosedRoot { isWellFormed = false }
    }
}

/// Searches in the bytes of a document.
enum XMLBytes {
    /// Whether a byte may begin a name; every byte of a letter beyond ASCII may.
    static func startsName(_ byte: UInt8) -> Bool {
        byte.isASCIILetter || byte == UInt8(ascii: "_") || byte >= 0x80
    }

    /// The next `<` after the first byte, and whether a reference or a carriage return comes before it.
    static func endOfText(in source: borrowing Span<UInt8>, from start: Int, needsWork: inout Bool) -> Int {
        let end = source.firstIndex(of: UInt8(ascii: "<"), from: start + 1) ?? source.count
        let text = source.extracting(start..<end)
        needsWork =
            text.firstIndex(of: UInt8(ascii: "&"), from: 0) != nil || text.firstIndex(of: 0x0D, from: 0) != nil
        return end
    }
}
