extension MarkdownDocument {
    /// The words alone, for reading and counting: blocks a blank line apart, list items and table rows on lines of their
    /// own.
    package var plainText: String {
        var text = ""
        for block in blocks + footnotes.flatMap({ $0 }) { Self.append(block, to: &text, prefix: "") }
        return text.trimmingBlanks
    }

    private static func append(_ block: Block, to text: inout String, prefix: String) {
        switch block {
        case .heading(_, let inlines), .paragraph(let inlines):
            paragraph(Inline.plainText(of: inlines), to: &text, prefix: prefix)
        case .quote(let blocks):
            for block in blocks { append(block, to: &text, prefix: prefix) }
        case .code(_, let code):
            paragraph(code.last == "\n" ? String(code.dropLast()) : code, to: &text, prefix: prefix)
        case .thematicBreak: break
        case .table(let table):
            for row in [table.header] + table.rows {
                let cells = row.map { Inline.plainText(of: $0).trimmingBlanks }.filter { !$0.isEmpty }
                if !cells.isEmpty { text += prefix + cells.joined(separator: " | ") + "\n" }
            }
            text += "\n"
        case .list(let list):
            for (index, item) in list.items.enumerated() {
                let mark = list.start.map { "\($0 + index). " } ?? "- "
                append(item, mark: mark, to: &text, prefix: prefix)
            }
            text += "\n"
        }
    }

    private static func append(_ item: [Block], mark: String, to text: inout String, prefix: String) {
        var mark = mark
        for block in item {
            switch block {
            case .paragraph(let inlines), .heading(_, let inlines):
                let words = Inline.plainText(of: inlines).trimmingBlanks
                if !words.isEmpty { text += prefix + mark + words + "\n" }
            default: append(block, to: &text, prefix: prefix + "  ")
            }
            mark = "  "
        }
    }

    private static func paragraph(_ words: String, to text: inout String, prefix: String) {
        let words = words.trimmingBlanks
        if !words.isEmpty { text += prefix + words + "\n\n" }
    }
}
