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
    /// Words that begin with a small letter.
    var lowerWords: Int32 = 0
    /// Bytes of the longest run without a blank: an address or a key is no prose.
    var longestRun: Int32 = 0
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
        let nodes = page.tree.nodes.span
        let bytes = page.tree.bytes.span
        words.reserveCapacity(4096)
        var open: [Int] = []
        var current = TextBlock(node: 0, first: 0, end: 0)
        var isOpen = false
        var links: Int32 = 0
        var linkEnd = 0
        var index = 0
        while index < nodes.count, blocks.count < Self.limit {
            while let last = open.last, Int(nodes[last].end) <= index {
                open.removeLast()
                finish(current, &isOpen)
            }
            let node = nodes[index]
            if page.isRemoved[index] {
                index = Int(node.end)
                continue
            }
            if node.tag.isText {
                if !isOpen {
                    current = TextBlock(node: open.last ?? 0, first: index, end: index, links: links)
                    current.firstWord = Int32(words.count)
                    isOpen = true
                }
                read(
                    bytes.extracting(Int(node.start)..<Int(node.stop)), page.lengths[index],
                    isLinked: index < linkEnd, into: &current)
                current.end = index + 1
                links = 0
            } else if node.tag.isBlock {
                finish(current, &isOpen)
                open.append(index)
                links = 0
            } else if case .a = node.tag {
                linkEnd = max(linkEnd, Int(node.end))
                if isOpen { current.links += 1 } else { links += 1 }
            }
            index += 1
        }
        finish(current, &isOpen)
    }

    /// The hashes of the words of a block.
    @_lifetime(borrow self)
    func words(of block: TextBlock) -> Span<UInt64> {
        words.span.extracting(Int(block.firstWord)..<Int(block.firstWord + block.words))
    }

    private mutating func finish(_ current: TextBlock, _ isOpen: inout Bool) {
        if isOpen, current.characters > 0 { blocks.append(current) }
        isOpen = false
    }

    /// - Parameter characters: those of the bytes that are no blanks.
    private mutating func read(
        _ bytes: Span<UInt8>, _ characters: Int32, isLinked: Bool, into block: inout TextBlock
    ) {
        var index = 0
        var runStart = 0
        while index < bytes.count {
            let byte = bytes[index]
            if byte.isWordByte {
                index = readWord(bytes, from: index, into: &block)
                continue
            }
            if byte > 0x20 {
                block.lastByte = byte
                if byte == UInt8(ascii: ",") { block.commas += 1 }
                if byte == UInt8(ascii: ".") || byte == UInt8(ascii: "!") || byte == UInt8(ascii: "?") {
                    block.stops += 1
                }
            } else {
                block.longestRun = max(block.longestRun, Int32(index - runStart))
                runStart = index + 1
            }
            index += 1
        }
        block.longestRun = max(block.longestRun, Int32(bytes.count - runStart))
        block.characters += characters
        if isLinked { block.linked += characters }
    }

    /// Reads the word that starts at an index; the index behind it.
    private mutating func readWord(_ bytes: Span<UInt8>, from start: Int, into block: inout TextBlock) -> Int {
        var word = NameHash.empty
        var capitals: Int32 = 0
        var index = start
        repeat {
            let byte = bytes[index]
            let isCapital = byte &- 0x41 < 26
            word = NameHash.combine(word, isCapital ? byte | 0x20 : byte)
            capitals += isCapital ? 1 : 0
            index += 1
        } while index < bytes.count && bytes[index].isWordByte
        if bytes[start] &- 0x61 < 26 { block.lowerWords += 1 }
        block.capitals += capitals
        block.lastByte = bytes[index - 1]
        end(word, in: &block)
        return index
    }

    private mutating func end(_ word: UInt64, in block: inout TextBlock) {
        words.append(word)
        block.words += 1
        block.hash = (block.hash ^ word) &* 0x100_0000_01B3
    }
}

extension UInt8 {
    /// A letter or digit, or part of a character beyond ASCII.
    @inline(__always)
    var isWordByte: Bool {
        (self | 0x20) &- 0x61 < 26 || self &- 0x30 < 10 || self >= 0x80
    }
}
