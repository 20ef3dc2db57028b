extension MarkdownDocument {
    /// The words alone, for reading and counting: blocks a blank line apart, list items and table rows on lines of their
    /// own.
    package var plainText: String {
        var text = PlainTextWriter()
        for block in blocks { text.append(block, prefix: "") }
        for note in footnotes { for block in note { text.append(block, prefix: "") } }
        return String(decoding: text.bytes, as: UTF8.self).trimmingBlanks
    }
}

/// Writes the words of blocks, in UTF-8. Its recursion is bounded by the depth of the tree.
private struct PlainTextWriter {
    var bytes: [UInt8] = []

    mutating func append(_ block: Block, prefix: String) {
        switch block {
        case .heading(_, let inlines), .paragraph(let inlines):
            if line(prefix, "", inlines) { bytes.append(0x0A) }
        case .quote(let blocks):
            for block in blocks { append(block, prefix: prefix) }
        case .code(_, let code):
            let words = code.trimmingBlanks
            if !words.isEmpty { bytes += (prefix + words + "\n\n").utf8 }
        case .thematicBreak: break
        case .table(let table):
            append(row: table.header, prefix: prefix)
            for row in table.rows { append(row: row, prefix: prefix) }
            bytes.append(0x0A)
        case .list(let list):
            for (index, item) in list.items.enumerated() {
                append(item, mark: list.start.map { "\($0 + index). " } ?? "- ", prefix: prefix)
            }
            bytes.append(0x0A)
        }
    }

    private mutating func append(_ item: [Block], mark: String, prefix: String) {
        var mark = mark
        for block in item {
            switch block {
            case .paragraph(let inlines), .heading(_, let inlines): _ = line(prefix, mark, inlines)
            default: append(block, prefix: prefix + "  ")
            }
            mark = "  "
        }
    }

    private mutating func append(row cells: [[Inline]], prefix: String) {
        let start = bytes.count
        for cell in cells {
            let separator = bytes.count
            bytes += (separator == start ? prefix : " | ").utf8
            let words = bytes.count
            Inline.appendWords(of: cell, to: &bytes)
            if !bytes.trimBlanks(from: words) { bytes.removeSubrange(separator...) }
        }
        if bytes.count > start { bytes.append(0x0A) }
    }

    /// Words on a line of their own; nothing for none, and whether there were any.
    private mutating func line(_ prefix: String, _ mark: String, _ inlines: [Inline]) -> Bool {
        let start = bytes.count
        bytes += prefix.utf8
        bytes += mark.utf8
        let words = bytes.count
        Inline.appendWords(of: inlines, to: &bytes)
        guard bytes.trimBlanks(from: words) else {
            bytes.removeSubrange(start...)
            return false
        }
        bytes.append(0x0A)
        return true
    }
}

extension [UInt8] {
    /// Takes white space away from both ends of what was written from an offset; whether anything is left.
    fileprivate mutating func trimBlanks(from start: Int) -> Bool {
        guard count > start else { return false }
        if self[start] > 0x20, self[start] < 0x80, self[count - 1] > 0x20, self[count - 1] < 0x80 { return true }
        let words = String(decoding: self[start...], as: UTF8.self).trimmingBlanks
        removeSubrange(start...)
        self += words.utf8
        return !words.isEmpty
    }
}
