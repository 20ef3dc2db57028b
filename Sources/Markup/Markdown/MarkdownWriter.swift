extension MarkdownDocument {
    /// This document as Markdown that reads back as itself, up to the choice of marks.
    package var markdown: String {
        var writer = MarkdownWriter()
        writer.write(blocks, prefix: "")
        for (index, note) in footnotes.enumerated() {
            writer.write(note, prefix: "    ", first: "[^\(index + 1)]: ")
        }
        return writer.text
    }
}

/// Writes blocks as CommonMark with GitHub's tables. Its recursion is bounded by the depth of the tree.
struct MarkdownWriter {
    private(set) var text = ""

    /// - Parameters:
    ///   - prefix: what every line of these blocks starts with (`> `, the indent of a list).
    ///   - first: what the very first line starts with instead (`- `).
    mutating func write(_ blocks: [Block], prefix: String, first: String? = nil, isTight: Bool = false) {
        var lead = first ?? prefix
        for (index, block) in blocks.enumerated() {
            if index > 0 && !isTight { text += prefix.trimmingTrailingBlanks + "\n" }
            write(block, prefix: prefix, lead: lead)
            lead = prefix
        }
        if blocks.isEmpty, let first { text += first.trimmingTrailingBlanks + "\n" }
    }

    private mutating func write(_ block: Block, prefix: String, lead: String) {
        switch block {
        case .heading(let level, let inlines):
            let words = MarkdownInlines.write(inlines).replacingLineEndings
            text += lead + String(repeating: "#", count: level) + " " + words + "\n"
        case .paragraph(let inlines):
            writeLines(MarkdownInlines.write(inlines), prefix: prefix, lead: lead)
        case .quote(let blocks):
            write(blocks, prefix: prefix + "> ", first: lead + "> ")
        case .thematicBreak:
            text += lead + "---\n"
        case .code(let info, let code):
            writeCode(info: info, code, prefix: prefix, lead: lead)
        case .table(let table):
            write(table, prefix: prefix, lead: lead)
        case .list(let list):
            write(list, prefix: prefix, lead: lead)
        }
    }

    private mutating func writeLines(_ words: String, prefix: String, lead: String) {
        var lead = lead
        var rest = words[...]
        while true {
            let end = rest.utf8.firstIndex(of: UInt8(ascii: "\n"))
            text += lead
            text += MarkdownInlines.escapingStart(rest[..<(end ?? rest.endIndex)])
            text += "\n"
            guard let end else { return }
            rest = rest[rest.utf8.index(after: end)...]
            lead = prefix
        }
    }

    private mutating func write(_ list: Block.List, prefix: String, lead: String) {
        for (index, item) in list.items.enumerated() {
            if index > 0 && !list.isTight { text += prefix.trimmingTrailingBlanks + "\n" }
            let mark = list.start.map { "\($0 + index). " } ?? "- "
            let indent = prefix + String(repeating: " ", count: mark.count)
            write(item, prefix: indent, first: (index == 0 ? lead : prefix) + mark, isTight: list.isTight)
        }
    }

    private mutating func writeCode(info: String, _ code: String, prefix: String, lead: String) {
        let longest = code.split(omittingEmptySubsequences: true) { $0 != "`" }.map(\.count).max() ?? 0
        let fence = String(repeating: "`", count: max(3, longest + 1))
        text += lead + fence + info + "\n"
        let body = code.last == "\n" ? code.dropLast() : code[...]
        for line in body.split(separator: "\n", omittingEmptySubsequences: false) { text += prefix + line + "\n" }
        text += prefix + fence + "\n"
    }

    private mutating func write(_ table: Block.Table, prefix: String, lead: String) {
        let count = table.alignments.count
        func row(_ cells: [[Inline]]) -> String {
            let words = (0..<count).map { column in
                column < cells.count
                    ? MarkdownInlines.write(cells[column]).replacingLineEndings.escapingBars : ""
            }
            return "| " + words.joined(separator: " | ") + " |\n"
        }
        text += lead + row(table.header)
        let marks = table.alignments.map { alignment in
            switch alignment {
            case .none: "---"
            case .left: ":--"
            case .center: ":-:"
            case .right: "--:"
            }
        }
        text += prefix + "| " + marks.joined(separator: " | ") + " |\n"
        for cells in table.rows { text += prefix + row(cells) }
    }
}

extension String {
    /// On one line.
    fileprivate var replacingLineEndings: String {
        utf8.contains(UInt8(ascii: "\n")) ? replacing("\n", with: " ") : self
    }

    /// As it stands in a cell.
    fileprivate var escapingBars: String {
        utf8.contains(UInt8(ascii: "|")) ? replacing("|", with: "\\|") : self
    }

    fileprivate var trimmingTrailingBlanks: String {
        guard let last = utf8.lastIndex(where: { $0 != 0x20 }) else { return "" }
        return String(self[...last])
    }
}
