/// What start and end tags close.
extension HTMLTreeBuilder {
    /// Closes what a start tag ends without saying so.
    mutating func imply(before tag: HTMLTag) {
        if tag.endsParagraph, isOpen(.p) { closeParagraph() }
        switch tag {
        case .h1, .h2, .h3, .h4, .h5, .h6:
            if let top = open.last, top.tag.headingLevel != nil { pop(to: open.count - 1) }
        case .li where isOpen(.li): closeItem(.li, .li)
        case .dd where isOpen(.dd) || isOpen(.dt), .dt where isOpen(.dd) || isOpen(.dt): closeItem(.dd, .dt)
        case .option, .optgroup:
            if open.last?.tag == .option { pop(to: open.count - 1) }
            if tag == .optgroup, open.last?.tag == .optgroup { pop(to: open.count - 1) }
        case .button where isOpen(.button): close(.button)
        case .select where isOpen(.select): close(.select)
        case .a where isOpen(.a): closeLink()
        default: break
        }
    }

    /// An end tag.
    mutating func end(_ tag: HTMLTag, name: UInt64) {
        switch tag {
        case .html, .body: break
        case .head: closeHead()
        case .br: start(.br, name: name, attributes: 0..<0, isEmpty: true)
        case .h1, .h2, .h3, .h4, .h5, .h6: closeHeading()
        case _ where !isOpen(tag): break
        case .p: closeParagraph()
        case .a: closeLink()
        case .form: closeForm()
        case .caption, .col, .colgroup, .table, .tbody, .td, .tfoot, .th, .thead, .tr: closeTablePart(tag)
        case .other: closeInline { $0.tag == .other && $0.name == name }
        case _ where tag.isSpecial: close(tag)
        default: closeInline { $0.tag == tag }
        }
    }

    /// Closes the innermost paragraph, if nothing that may hold one of its own is in between.
    private mutating func closeParagraph() {
        for depth in open.indices.reversed() {
            let tag = open[depth].tag
            if tag == .p { return pop(to: depth) }
            if tag.isScope || tag == .button { return }
        }
    }

    private mutating func closeItem(_ first: HTMLTag, _ second: HTMLTag) {
        for depth in open.indices.reversed() {
            let tag = open[depth].tag
            if tag == first || tag == second { return pop(to: depth) }
            if tag.isSpecial && tag != .address && tag != .div && tag != .p { return }
        }
    }

    private mutating func closeHeading() {
        for depth in open.indices.reversed() {
            if open[depth].tag.headingLevel != nil { return pop(to: depth) }
            if open[depth].tag.isScope { return }
        }
    }

    /// Closes a block, whatever stands open inside it.
    private mutating func close(_ tag: HTMLTag) {
        for depth in open.indices.reversed() {
            if open[depth].tag == tag { return pop(to: depth) }
            if open[depth].tag.isScope { return }
            if tag == .li, open[depth].tag == .ul || open[depth].tag == .ol { return }
        }
    }

    /// Closes an inline element, unless a block stands between: then its end tag says nothing.
    private mutating func closeInline(_ isMeant: (OpenElement) -> Bool) {
        for depth in open.indices.reversed() {
            if isMeant(open[depth]) { return pop(to: depth) }
            if open[depth].tag.isSpecial { return }
        }
    }

    private mutating func closeLink() {
        for depth in open.indices.reversed() {
            let tag = open[depth].tag
            if tag == .a {
                let holdsTable = open[depth...].contains { $0.tag.isTablePart || $0.tag == .table }
                return holdsTable ? pop(to: depth) : popAndReopen(depth)
            }
            if tag.isScope && tag != .table { return }
        }
    }

    /// A form that ends across blocks goes on to the end of its parent.
    private mutating func closeForm() {
        for depth in open.indices.reversed() {
            if open[depth].tag == .form { return pop(to: depth) }
            if open[depth].tag.isSpecial && open[depth].tag != .p { return }
        }
    }
}

/// Tables: cells stand in rows, rows in tables.
extension HTMLTreeBuilder {
    /// Closes what is open in the table up to where this part belongs; false for a part without a table.
    mutating func prepareTable(for tag: HTMLTag) -> Bool {
        guard isOpen(.table), let table = open.lastIndex(where: { $0.tag == .table || $0.tag == .template }),
            open[table].tag == .table
        else { return isOpen(.template) }
        var depth = open.count
        while depth > table + 1, !holds(open[depth - 1].tag, tag) { depth -= 1 }
        pop(to: depth)
        if tag == .td || tag == .th, open.last?.tag != .tr { openImplied(.tr) }
        return true
    }

    /// Whether a part of a table stands directly in another.
    private func holds(_ outer: HTMLTag, _ inner: HTMLTag) -> Bool {
        switch inner {
        case .td, .th: outer == .tr || outer == .tbody || outer == .thead || outer == .tfoot
        case .tr: outer == .tbody || outer == .thead || outer == .tfoot
        case .col: outer == .colgroup
        default: false
        }
    }

    private mutating func closeTablePart(_ tag: HTMLTag) {
        for depth in open.indices.reversed() {
            if open[depth].tag == tag { return pop(to: depth) }
            if open[depth].tag == .table || open[depth].tag == .template { return }
        }
    }
}

extension HTMLTag {
    /// Whether it stands nowhere but in a table.
    var isTablePart: Bool {
        switch self {
        case .caption, .col, .colgroup, .tbody, .td, .tfoot, .th, .thead, .tr: true
        default: false
        }
    }
}
