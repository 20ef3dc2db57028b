/// Builds our tree from the flat sequence of opens, leaves and closes of a document, on a stack of its own.
///
/// A container below the maximum depth is opened as `transparent`: its children go to the container around it.
package struct MarkdownBuilder {
    /// What may hold other blocks or inlines.
    package enum Container {
        case transparent, paragraph, quote, item, emphasis, strong, strikethrough, footnote, cell
        case heading(level: Int)
        case list(start: Int?, isTight: Bool)
        case link(destination: String, title: String)
        case image(source: String, title: String)
        case table(alignments: [Block.Table.Alignment])
        case row(isHeader: Bool)
    }

    /// What holds nothing.
    package enum Leaf {
        case nothing
        case inline(Inline)
        case block(Block)
    }

    private struct Frame {
        var container: Container
        var blocks: [Block] = []
        var inlines: [Inline] = []
        /// Text that came since the last inline: a source cuts one text into many, which are one again here.
        var text = ""
        var items: [[Block]] = []
        var cells: [[Inline]] = []
        var header: [[Inline]] = []
        var rows: [[[Inline]]] = []

        mutating func endText() {
            guard !text.isEmpty else { return }
            inlines.append(.text(text))
            text = ""
        }
    }

    private let maximumDepth: Int
    private var stack = [Frame(container: .transparent)]
    private var footnotes: [[Block]] = []

    /// - Parameter maximumDepth: nesting of quotes, lists and emphasis that is kept.
    package init(maximumDepth: Int) {
        self.maximumDepth = maximumDepth
    }

    /// Opens a container; what comes next goes into it.
    package mutating func open(_ container: Container) {
        // Two frames are the bottom of the stack and the document itself.
        let tooDeep = stack.count >= maximumDepth + 2 && container.isNesting
        stack.append(Frame(container: tooDeep ? .transparent : container))
    }

    /// Appends to the container that was opened last.
    package mutating func append(_ leaf: Leaf) {
        switch leaf {
        case .nothing: break
        case .inline(let inline): append(inline)
        case .block(let block): stack[stack.count - 1].blocks.append(block)
        }
    }

    /// Closes the container that was opened last; without one it does nothing.
    package mutating func close() {
        guard stack.count > 1, var frame = stack.popLast() else { return }
        frame.endText()
        let parent = stack.count - 1
        switch frame.container {
        case .transparent:
            stack[parent].blocks += frame.blocks
            frame.inlines.forEach { append($0) }
        case .paragraph: stack[parent].blocks.append(.paragraph(frame.inlines))
        case .heading(let level): stack[parent].blocks.append(.heading(level: level, frame.inlines))
        case .quote: stack[parent].blocks.append(.quote(frame.blocks))
        case .item: stack[parent].items.append(frame.blocks)
        case .list(let start, let isTight):
            stack[parent].blocks.append(.list(Block.List(start: start, isTight: isTight, items: frame.items)))
        case .emphasis: append(.emphasis(frame.inlines))
        case .strong: append(.strong(frame.inlines))
        case .strikethrough: append(.strikethrough(frame.inlines))
        case .link(let destination, let title):
            append(.link(destination: destination, title: title, frame.inlines))
        case .image(let source, let title):
            append(.image(source: source, title: title, alternative: Inline.plainText(of: frame.inlines)))
        case .footnote: footnotes.append(frame.blocks)
        case .cell: stack[parent].cells.append(frame.inlines)
        case .row(let isHeader):
            if isHeader { stack[parent].header = frame.cells } else { stack[parent].rows.append(frame.cells) }
        case .table(let alignments):
            stack[parent].blocks.append(
                .table(Block.Table(alignments: alignments, header: frame.header, rows: frame.rows)))
        }
    }

    /// Closes what is open and hands over the document.
    package consuming func finish() -> MarkdownDocument {
        while stack.count > 1 { close() }
        return MarkdownDocument(blocks: stack[0].blocks, footnotes: footnotes)
    }

    private mutating func append(_ inline: Inline) {
        let top = stack.count - 1
        if case .text(let text) = inline {
            stack[top].text += text
        } else {
            stack[top].endText()
            stack[top].inlines.append(inline)
        }
    }
}

extension MarkdownBuilder.Container {
    /// Whether a writer can nest it without end. A list and its items are opened together or not at all.
    fileprivate var isNesting: Bool {
        switch self {
        case .quote, .emphasis, .strong, .strikethrough, .link, .image, .list, .item: true
        default: false
        }
    }
}
