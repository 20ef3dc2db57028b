extension MarkdownDocument {
    /// This document as Markdown that reads back as itself, up to the choice of marks.
    package var markdown: String {
        var writer = MarkdownWriter()
        writer.write(blocks, prefix: [])
        for (index, note) in footnotes.enumerated() {
            writer.write(note, prefix: Array("    ".utf8), first: Array("[^\(index + 1)]: ".utf8))
        }
        return String(decoding: writer.bytes, as: UTF8.self)
    }
}

/// Writes blocks as CommonMark with GitHub's tables, in UTF-8. Its recursion is bounded by the depth of the tree.
struct MarkdownWriter {
    private(set) var bytes: [UInt8] = []
    /// Where the words of a paragraph are put together.
    private var words: [UInt8] = []

    /// - Parameters:
    ///   - prefix: what every line of these blocks starts with (`> `, the indent of a list).
    ///   - first: what the very first line starts with instead (`- `).
    mutating func write(_ blocks: [Block], prefix: [UInt8], first: [UInt8]? = nil, isTight: Bool = false) {
        var lead = first ?? prefix
        for (index, block) in blocks.enumerated() {
            if index > 0 && !isTight { endLine(prefix) }
            write(block, prefix: prefix, lead: lead)
            lead = prefix
        }
        if blocks.isEmpty, let first { endLine(first) }
    }

    private mutating func write(_ block: Block, prefix: [UInt8], lead: [UInt8]) {
        switch block {
        case .heading(let level, let inlines):
            bytes += lead
            for _ in 0..<level { bytes.append(UInt8(ascii: "#")) }
            bytes.append(0x20)
            let start = bytes.count
            MarkdownInlines.append(inlines, to: &bytes)
            bytes.replaceLineEndings(from: start)
            bytes.append(0x0A)
        case .paragraph(let inlines): writeLines(inlines, prefix: prefix, lead: lead)
        case .quote(let blocks):
            write(blocks, prefix: prefix + "> ".utf8, first: lead + "> ".utf8)
        case .thematicBreak:
            bytes += lead
            bytes += "---\n".utf8
        case .code(let info, let code):
            writeCode(info: info, code, prefix: prefix, lead: lead)
        case .table(let table):
            write(table, prefix: prefix, lead: lead)
        case .list(let list):
            write(list, prefix: prefix, lead: lead)
        }
    }

    /// A prefix alone on its line, without the blanks at its end.
    private mutating func endLine(_ prefix: [UInt8]) {
        if let last = prefix.lastIndex(where: { $0 != 0x20 }) { bytes += prefix[...last] }
        bytes.append(0x0A)
    }

    private mutating func writeLines(_ inlines: [Inline], prefix: [UInt8], lead: [UInt8]) {
        words.removeAll(keepingCapacity: true)
        MarkdownInlines.append(inlines, to: &words)
        var lead = lead
        var rest = words[...]
        while true {
            let end = rest.firstIndex(of: 0x0A)
            bytes += lead
            MarkdownInlines.append(line: rest[..<(end ?? rest.endIndex)], to: &bytes)
            bytes.append(0x0A)
            guard let end else { return }
            rest = rest[(end + 1)...]
            lead = prefix
        }
    }

    private mutating func write(_ list: Block.List, prefix: [UInt8], lead: [UInt8]) {
        var mark = Array("- ".utf8)
        var indent = prefix + "  ".utf8
        var first = lead + mark
        for (index, item) in list.items.enumerated() {
            if index > 0 && !list.isTight { endLine(prefix) }
            if let start = list.start {
                mark = Array("\(start + index). ".utf8)
                indent = prefix + [UInt8](repeating: 0x20, count: mark.count)
                first = (index == 0 ? lead : prefix) + mark
            }
            write(item, prefix: indent, first: first, isTight: list.isTight)
            if index == 0, list.start == nil { first = prefix + mark }
        }
    }

    private mutating func writeCode(info: String, _ code: String, prefix: [UInt8], lead: [UInt8]) {
        let fence = [UInt8](repeating: UInt8(ascii: "`"), count: max(3, MarkdownInlines.longestRun(in: code) + 1))
        bytes += lead
        bytes += fence
        bytes += info.utf8
        bytes.append(0x0A)
        let body = code.utf8.last == 0x0A ? code.utf8.dropLast() : code.utf8[...]
        for line in body.split(separator: 0x0A, omittingEmptySubsequences: false) {
            bytes += prefix
            bytes += line
            bytes.append(0x0A)
        }
        bytes += prefix
        bytes += fence
        bytes.append(0x0A)
    }

    private mutating func write(_ table: Block.Table, prefix: [UInt8], lead: [UInt8]) {
        bytes += lead
        write(row: table.header, columns: table.alignments.count)
        bytes += prefix
        let marks = table.alignments.map { alignment in
            switch alignment {
            case .none: "---"
            case .left: ":--"
            case .center: ":-:"
            case .right: "--:"
            }
        }
        bytes += ("| " + marks.joined(separator: " | ") + " |\n").utf8
        for cells in table.rows {
            bytes += prefix
            write(row: cells, columns: table.alignments.count)
        }
    }

    private mutating func write(row cells: [[Inline]], columns: Int) {
        bytes += "| ".utf8
        for column in 0..<columns {
            if column > 0 { bytes += " | ".utf8 }
            guard column < cells.count else { continue }
            let start = bytes.count
            MarkdownInlines.append(cells[column], to: &bytes)
            bytes.replaceLineEndings(from: start)
            bytes.escapeBars(from: start)
        }
        bytes += " |\n".utf8
    }
}

extension [UInt8] {
    /// Puts what was written from an offset on one line.
    fileprivate mutating func replaceLineEndings(from start: Int) {
        for index in start..<count where self[index] == 0x0A { self[index] = 0x20 }
    }

    /// Escapes what was written from an offset as it stands in a cell.
    fileprivate mutating func escapeBars(from start: Int) {
        let bar = UInt8(ascii: "|")
        guard self[start...].contains(bar) else { return }
        let cell = Array(self[start...])
        removeLast(cell.count)
        for byte in cell {
            if byte == bar { append(UInt8(ascii: "\\")) }
            append(byte)
        }
    }
}
