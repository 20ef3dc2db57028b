import Markup

extension HypertextRenderer {
    mutating func write(_ words: [Inline]) {
        for word in words { write(word) }
    }

    mutating func write(_ word: Inline) {
        switch word {
        case .text(let text): writer.write(text)
        case .emphasis(let words): inside("em", [:]) { $0.write(words) }
        case .strong(let words): inside("strong", [:]) { $0.write(words) }
        case .strikethrough(let words): inside("del", [:]) { $0.write(words) }
        case .code(let code): writer.element("code", dress(.codeSpan), code)
        case .link(let destination, let title, let words): writeLink(to: destination, title, words)
        case .image(_, _, let alternative):
            let line = CleanText.line(alternative)
            if !line.isEmpty { writer.element("i", [:], line) }
        case .footnoteReference(let number): writeMark(number)
        case .softBreak: writer.newLine()
        case .lineBreak: writer.empty("br")
        }
    }

    mutating func writeLink(to destination: String, _ title: String, _ words: [Inline]) {
        guard !isInLink, let address = address(of: destination), !Inline.plainText(of: words).isEmpty else {
            return write(words)
        }
        let attributes: MarkupWriter.Attributes = [
            "href": address, "title": CleanText.line(optional: title), "style": look.style(.link),
        ]
        isInLink = true
        inside("a", attributes) { $0.write(words) }
        isInLink = false
    }

    private func address(of destination: String) -> String? {
        if let address = WebAddress(destination) { return address.text }
        guard look.notes != .none else { return nil }
        if destination.hasPrefix("#") {
            return outline.anchors[String(destination.dropFirst())].map { "#\($0)" }
        }
        return places[destination.split(separator: "#").first.map(String.init) ?? ""]
    }

    mutating func writeMark(_ number: Int) {
        guard document.footnotes.indices.contains(number - 1) else { return }
        guard look.notes != .none, !isInLink else {
            return writer.element("sup", dress(.noteMark), "\(number)")
        }
        let count = markCounts[number, default: 0] + 1
        markCounts[number] = count
        writer.element(
            "a",
            [
                "href": "#\(prefix)-note-\(number)",
                "id": count == 1 ? "\(prefix)-mark-\(number)" : "\(prefix)-mark-\(number)-\(count)",
                "epub:type": look.notes == .book ? "noteref" : nil, "role": "doc-noteref", "class": "mark",
            ], "\(number)")
    }
}
