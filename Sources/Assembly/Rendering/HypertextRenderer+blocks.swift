import Markup

extension HypertextRenderer {
    mutating func write(_ blocks: [Block]) {
        for block in blocks {
            write(block)
            writer.newLine()
        }
    }

    mutating func write(_ block: Block) {
        switch block {
        case .heading(_, let words): writeHeading(words)
        case .paragraph(let words): writeParagraph(words)
        case .list(let list): write(list)
        case .quote(let blocks): inside("blockquote", dress(.quote)) { $0.write(blocks) }
        case .code(let info, let code): write(code: code, info: info)
        case .table(let table): write(table)
        case .thematicBreak: writer.empty("hr", dress(.rule))
        }
    }

    mutating func writeHeading(_ words: [Inline]) {
        let entry = outline.entries[nextHeading]
        nextHeading += 1
        let id = look.notes == .none ? nil : entry.id
        inside(Self.headingName(entry.level), dress(.heading(level: entry.level), id: id)) { $0.write(words) }
    }

    static func headingName(_ level: Int) -> StaticString {
        switch level {
        case 1: "h1"
        case 2: "h2"
        case 3: "h3"
        case 4: "h4"
        case 5: "h5"
        default: "h6"
        }
    }

    mutating func writeParagraph(_ words: [Inline]) {
        if let alternatives = Self.pictures(in: words) {
            for alternative in alternatives { writer.element("p", dress(.picture), alternative) }
        } else {
            inside("p", dress(.paragraph)) { $0.write(words) }
        }
    }

    /// The descriptions of a paragraph that holds nothing but pictures; `nil` for any other paragraph.
    static func pictures(in words: [Inline]) -> [String]? {
        var alternatives: [String] = []
        for word in words {
            switch word {
            case .image(_, _, let alternative):
                let line = CleanText.line(alternative)
                if !line.isEmpty { alternatives.append(line) }
            case .link(_, _, let children):
                guard let inner = pictures(in: children) else { return nil }
                alternatives += inner
            case .text(let text) where text.allSatisfy(\.isWhitespace): continue
            case .softBreak, .lineBreak: continue
            default: return nil
            }
        }
        return alternatives
    }

    mutating func write(_ list: Block.List) {
        let role: TextRole = list.start == nil ? .bullets : .numbers
        let start = list.start.flatMap { $0 == 1 ? nil : String($0) }
        let attributes: MarkupWriter.Attributes = [
            "class": look.cssClass(role), "style": look.style(role), "start": start,
        ]
        inside(list.start == nil ? "ul" : "ol", attributes) { renderer in
            for item in list.items {
                renderer.inside("li", renderer.dress(.item)) { $0.write(item: item, isTight: list.isTight) }
                renderer.writer.newLine()
            }
        }
    }

    mutating func write(item blocks: [Block], isTight: Bool) {
        for block in blocks {
            if isTight, case .paragraph(let words) = block, Self.pictures(in: words) == nil {
                write(words)
            } else {
                write(block)
            }
        }
    }

    mutating func write(code: String, info: String) {
        let name = info.lowercased().filter { $0.isASCII && ($0.isLetter || $0.isNumber || "+-".contains($0)) }
        let language = name.isEmpty || look.notes == .none ? nil : "language-\(name)"
        inside("pre", dress(.codeBlock)) { $0.writer.element("code", ["class": language], code) }
    }

    mutating func write(_ table: Block.Table) {
        inside("table", dress(.table)) { renderer in
            renderer.inside("thead", [:]) { $0.write(row: table.header, of: table, isHeader: true) }
            guard !table.rows.isEmpty else { return }
            renderer.inside("tbody", [:]) { body in
                for row in table.rows { body.write(row: row, of: table, isHeader: false) }
            }
        }
    }

    mutating func write(row: [[Inline]], of table: Block.Table, isHeader: Bool) {
        inside("tr", [:]) { renderer in
            for (cell, alignment) in zip(row, table.alignments) {
                if isHeader {
                    let role = TextRole.headCell(alignment)
                    let attributes: MarkupWriter.Attributes = [
                        "scope": "col", "class": renderer.look.cssClass(role), "style": renderer.look.style(role),
                    ]
                    renderer.inside("th", attributes) { $0.write(cell) }
                } else {
                    renderer.inside("td", renderer.dress(.cell(alignment))) { $0.write(cell) }
                }
            }
        }
        writer.newLine()
    }
}
