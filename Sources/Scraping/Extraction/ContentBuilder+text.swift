import Markup

extension ContentBuilder {
    /// Where the builder stands between two words.
    struct RunningText {
        /// Whether text can be appended at once: in a paragraph, a heading or a cell.
        var isOpen = false
        /// Whether the paragraph was opened here, for text that had none around it.
        var isImplicit = false
        var hasWords = false
        var pendingSpace = false
        var pendingBreak = false

        /// Whether it runs in a heading or a cell, which hold no paragraphs.
        var isFlat: Bool { isOpen && !isImplicit }
    }

    /// Appends a text with its blanks collapsed.
    mutating func append(_ node: HTMLTree.Node) {
        let source = page.tree.bytes
        let bytes = source.span.extracting(Int(node.start)..<Int(node.stop))
        var first = 0
        while first < bytes.count, bytes[first].isHTMLSpace { first += 1 }
        if first > 0 { text.pendingSpace = true }
        guard first < bytes.count else { return }
        beginText()
        var isPending = false
        words.removeAll(keepingCapacity: true)
        words.append(addingCapacity: bytes.count - first) { output in
            for index in first..<bytes.count {
                let byte = bytes[index]
                if byte.isHTMLSpace {
                    isPending = true
                    continue
                }
                if isPending { output.append(0x20) }
                isPending = false
                output.append(byte)
            }
        }
        text.pendingSpace = isPending
        builder.append(.inline(.text(String(decoding: words, as: UTF8.self))))
    }

    /// Before any inline: opens the paragraph it needs, and writes the blank or break that came before it.
    mutating func beginText() {
        if !text.isOpen {
            builder.open(.paragraph)
            text = RunningText(isOpen: true, isImplicit: true)
        } else if text.hasWords {
            if text.pendingBreak {
                builder.append(.inline(.lineBreak))
            } else if text.pendingSpace {
                builder.append(.inline(.text(" ")))
            }
        }
        text.hasWords = true
        text.pendingSpace = false
        text.pendingBreak = false
    }

    /// Ends the paragraph that stands open, if any.
    mutating func endParagraph() {
        if text.isImplicit { builder.close() }
        text = RunningText()
    }

    /// One break is a new line, two are a new paragraph.
    mutating func lineBreak() {
        if text.isFlat {
            text.pendingSpace = true
        } else if text.pendingBreak {
            endParagraph()
        } else if text.isOpen {
            text.pendingBreak = true
        }
    }

    mutating func image(_ index: Int) {
        guard let source = page.imageSource(index) else { return }
        let target = resolve(source)
        guard !target.isEmpty else { return }
        beginText()
        let alternative = page.tree.attribute(.alt, of: index) ?? ""
        builder.append(.inline(.image(source: target, title: "", alternative: alternative.trimmingBlanks)))
    }

    /// A code span; the index after it.
    mutating func codeSpan(_ index: Int) -> Int {
        let words = page.tree.text(of: index)
        if !words.isEmpty {
            beginText()
            builder.append(.inline(.code(words)))
        }
        return Int(page.tree.nodes[index].end)
    }

    /// A code block with its lines as they are; the index after it.
    mutating func code(_ index: Int) -> Int {
        endParagraph()
        let end = Int(page.tree.nodes[index].end)
        var lines: [UInt8] = []
        for node in index..<end where !page.isRemoved[node] {
            if page.tree.nodes[node].tag == .br { lines.append(0x0A) }
            lines += page.tree.textBytes(of: node)
        }
        let raw = String(decoding: lines, as: UTF8.self)
        let words = lines.contains(0x0D) ? raw.replacing("\r\n", with: "\n") : raw
        let trimmed = words.drop { $0 == "\n" }
        if trimmed.contains(where: { !$0.isWhitespace }) {
            builder.append(
                .block(.code(info: page.codeLanguage(index), trimmed.last == "\n" ? String(trimmed) : trimmed + "\n")))
        }
        return end
    }
}
