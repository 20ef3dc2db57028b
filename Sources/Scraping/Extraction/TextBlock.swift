import Markup

/// A run of text that no block element interrupts: a paragraph, a heading, an item, a cell.
struct TextBlock {
    /// The block element around it.
    var node: Int
    /// Its first text node, and one past its last.
    var first: Int
    var end: Int
    /// Characters that are no blanks, and those of them in links and in bold.
    var characters: Int32 = 0
    var linked: Int32 = 0
    var words: Int32 = 0
    var commas: Int32 = 0
    /// Full stops, question and exclamation marks.
    var stops: Int32 = 0
    var capitals: Int32 = 0
    var links: Int32 = 0
    var lastByte: UInt8 = 0
    /// A hash of its words: the same text again is the same hash.
    var hash: UInt64 = NameHash.empty
    /// Where its words' hashes start in `TextBlocks.words`.
    var firstWord: Int32 = 0
}

/// The text blocks of a page, in order.
struct TextBlocks {
    private(set) var blocks: [TextBlock] = []
    /// The hash of every word, in lower case.
    private(set) var words: [UInt64] = []
    /// A page with more blocks than this is read up to there.
    static let limit = 20_000

    init(_ page: PageAnalysis) {
        let nodes = page.tree.nodes
        words.reserveCapacity(4096)
        var open: [Int] = []
        var current: TextBlock?
        var links: Int32 = 0
        var linkEnd = 0
        var index = 0
        while index < nodes.count, blocks.count < Self.limit {
            while let last = open.last, Int(nodes[last].end) <= index {
                open.removeLast()
                finish(&current)
            }
            let node = nodes[index]
            if page.isRemoved[index] {
                index = Int(node.end)
                continue
            }
            if node.tag.isText {
                if current == nil {
                    current = TextBlock(node: open.last ?? 0, first: index, end: index, links: links)
                    current?.firstWord = Int32(words.count)
                }
                read(index, of: page, isLinked: index < linkEnd, into: &current)
                links = 0
            } else if node.tag.isBlock {
                finish(&current)
                open.append(index)
                links = 0
            } else if case .a = node.tag {
                linkEnd = max(linkEnd, Int(node.end))
                if current == nil { links += 1 } else { current?.links += 1 }
            }
            index += 1
        }
        finish(&current)
    }

    private mutating func finish(_ current: inout TextBlock?) {
        if let block = current, block.characters > 0 { blocks.append(block) }
        current = nil
    }

    private mutating func read(_ node: Int, of page: PageAnalysis, isLinked: Bool, into current: inout TextBlock?) {
        guard var block = current else { return }
        var characters: Int32 = 0
        var word = NameHash.empty
        for byte in page.tree.textBytes(of: node) {
            if byte > 0x20, byte & 0xC0 != 0x80 { characters += 1 }
            if byte.isWordByte {
                word = NameHash.combine(word, byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte)
                if byte >= 0x41 && byte <= 0x5A { block.capitals += 1 }
                block.lastByte = byte
                continue
            }
            if word != NameHash.empty {
                end(word, in: &block)
                word = NameHash.empty
            }
            guard byte > 0x20 else { continue }
            block.lastByte = byte
            if byte == UInt8(ascii: ",") { block.commas += 1 }
            if byte == UInt8(ascii: ".") || byte == UInt8(ascii: "!") || byte == UInt8(ascii: "?") { block.stops += 1 }
        }
        if word != NameHash.empty { end(word, in: &block) }
        block.characters += characters
        if isLinked { block.linked += characters }
        block.end = node + 1
        current = block
    }

    private mutating func end(_ word: UInt64, in block: inout TextBlock) {
        words.append(word)
        block.words += 1
        block.hash = (block.hash ^ word) &* 0x100_0000_01B3
    }
}

extension UInt8 {
    /// A letter or digit, or part of a character beyond ASCII.
    var isWordByte: Bool {
        (self >= 0x61 && self <= 0x7A) || (self >= 0x41 && self <= 0x5A) || (self >= 0x30 && self <= 0x39)
            || self >= 0x80
    }
}
