import CCMark
import EventLoops

/// The one owner of cmark-gfm's parser and nodes: reads a text and turns cmark's tree into ours.
@safe struct CommonMarkSource: ~Copyable {
    private let root: OpaquePointer?

    /// Registers the extensions; once a process, before any parser exists.
    private static let registered: Void = cmark_gfm_core_extensions_ensure_registered()

    /// In this version a parser writes the marks of its extensions into a table of the whole process and takes them out
    /// again at its end, so that only one may run at a time.
    private static let turn = Locked<Void>(())

    init(_ text: String) {
        _ = Self.registered
        let options =
            CMARK_OPT_DEFAULT | CMARK_OPT_VALIDATE_UTF8 | CMARK_OPT_FOOTNOTES
            | CMARK_OPT_STRIKETHROUGH_DOUBLE_TILDE
        guard let parser = unsafe cmark_parser_new(options) else {
            unsafe root = nil
            return
        }
        defer { unsafe cmark_parser_free(parser) }
        // Not "autolink": in this version it can read past the end of its buffer (GHSA-c944-cv5f-hpvr).
        for name in ["table", "strikethrough"] {
            guard let found = unsafe cmark_find_syntax_extension(name) else { continue }
            _ = unsafe cmark_parser_attach_syntax_extension(parser, found)
        }
        var text = text
        var finished: OpaquePointer?
        Self.turn.withLock { _ in
            text.withUTF8 { bytes in
                guard let start = bytes.baseAddress else { return }
                unsafe start.withMemoryRebound(to: CChar.self, capacity: bytes.count) {
                    unsafe cmark_parser_feed(parser, $0, bytes.count)
                }
            }
            unsafe finished = unsafe cmark_parser_finish(parser)
        }
        unsafe root = unsafe finished
    }

    deinit {
        if let root = unsafe root { unsafe cmark_node_free(root) }
    }

    /// Walks the nodes in document order with cmark's iterator: no recursion over what a stranger wrote.
    func document(maximumDepth: Int) -> MarkdownDocument {
        guard let root = unsafe root, let iterator = unsafe cmark_iter_new(root) else {
            return MarkdownDocument(blocks: [])
        }
        defer { unsafe cmark_iter_free(iterator) }
        var builder = MarkdownBuilder(maximumDepth: maximumDepth)
        while true {
            let event = unsafe cmark_iter_next(iterator)
            guard event != CMARK_EVENT_DONE, let node = unsafe cmark_iter_get_node(iterator) else { break }
            if event == CMARK_EVENT_ENTER {
                if let leaf = unsafe leaf(node) {
                    builder.append(leaf)
                } else {
                    unsafe builder.open(container(node))
                }
            } else if event == CMARK_EVENT_EXIT, unsafe cmark_node_get_type(node) != CMARK_NODE_FOOTNOTE_REFERENCE {
                builder.close()
            }
        }
        return builder.finish()
    }

    private func leaf(_ node: OpaquePointer) -> MarkdownBuilder.Leaf? {
        switch unsafe cmark_node_get_type(node) {
        case CMARK_NODE_TEXT: unsafe .inline(.text(literal(node)))
        case CMARK_NODE_CODE: unsafe .inline(.code(literal(node)))
        case CMARK_NODE_SOFTBREAK: .inline(.softBreak)
        case CMARK_NODE_LINEBREAK: .inline(.lineBreak)
        case CMARK_NODE_HTML_INLINE:
            unsafe literal(node).lowercased().hasPrefix("<br") ? .inline(.lineBreak) : .nothing
        case CMARK_NODE_FOOTNOTE_REFERENCE:
            if let number = unsafe Int(literal(node)) { .inline(.footnoteReference(number: number)) } else { .nothing }
        case CMARK_NODE_CODE_BLOCK:
            unsafe .block(
                .code(
                    info: String(string(cmark_node_get_fence_info(node)).prefix { !$0.isWhitespace }),
                    unsafe literal(node)))
        case CMARK_NODE_THEMATIC_BREAK: .block(.thematicBreak)
        case CMARK_NODE_HTML_BLOCK: .nothing
        default: nil
        }
    }

    private func container(_ node: OpaquePointer) -> MarkdownBuilder.Container {
        switch unsafe cmark_node_get_type(node) {
        case CMARK_NODE_PARAGRAPH: .paragraph
        case CMARK_NODE_HEADING: unsafe .heading(level: Int(cmark_node_get_heading_level(node)))
        case CMARK_NODE_BLOCK_QUOTE: .quote
        case CMARK_NODE_LIST:
            unsafe .list(
                start: cmark_node_get_list_type(node) == CMARK_ORDERED_LIST
                    ? Int(cmark_node_get_list_start(node)) : nil,
                isTight: cmark_node_get_list_tight(node) != 0)
        case CMARK_NODE_ITEM: .item
        case CMARK_NODE_EMPH: .emphasis
        case CMARK_NODE_STRONG: .strong
        case CMARK_NODE_LINK:
            unsafe .link(
                destination: string(cmark_node_get_url(node)),
                title: string(cmark_node_get_title(node)))
        case CMARK_NODE_IMAGE:
            unsafe .image(
                source: string(cmark_node_get_url(node)), title: string(cmark_node_get_title(node)))
        case CMARK_NODE_FOOTNOTE_DEFINITION: .footnote
        default: unsafe extensionContainer(node)
        }
    }

    private func extensionContainer(_ node: OpaquePointer) -> MarkdownBuilder.Container {
        switch unsafe presswork_cmark_extension(node) {
        case PRESSWORK_CMARK_TABLE: unsafe .table(alignments: alignments(of: node))
        case PRESSWORK_CMARK_TABLE_ROW: unsafe .row(isHeader: cmark_gfm_extensions_get_table_row_is_header(node) != 0)
        case PRESSWORK_CMARK_TABLE_CELL: .cell
        case PRESSWORK_CMARK_STRIKETHROUGH: .strikethrough
        default: .transparent
        }
    }

    private func alignments(of table: OpaquePointer) -> [Block.Table.Alignment] {
        let count = unsafe Int(cmark_gfm_extensions_get_table_columns(table))
        guard let letters = unsafe cmark_gfm_extensions_get_table_alignments(table) else {
            return Array(repeating: .none, count: count)
        }
        return (0..<count).map { column in
            switch unsafe letters[column] {
            case UInt8(ascii: "l"): .left
            case UInt8(ascii: "c"): .center
            case UInt8(ascii: "r"): .right
            default: .none
            }
        }
    }

    private func literal(_ node: OpaquePointer) -> String {
        unsafe string(cmark_node_get_literal(node))
    }

    /// A C string of cmark's, which VALIDATE_UTF8 has made valid; an absent one is empty.
    private func string(_ characters: UnsafePointer<CChar>?) -> String {
        guard let characters = unsafe characters else { return "" }
        return unsafe String(cString: characters)
    }
}
