import Markup

extension HypertextRenderer {
    mutating func writeNotes() {
        guard !document.footnotes.isEmpty else { return }
        inside("div", dress(.notes)) { renderer in
            renderer.writer.newLine()
            for (index, note) in renderer.document.footnotes.enumerated() {
                renderer.write(note: note, number: index + 1)
                renderer.writer.newLine()
            }
        }
        writer.newLine()
    }

    mutating func write(note blocks: [Block], number: Int) {
        guard look.notes != .none else {
            return inside("div", dress(.note)) { $0.write(noteText: blocks, number: number) }
        }
        inside(
            "aside",
            [
                "id": "\(prefix)-note-\(number)", "epub:type": look.notes == .book ? "footnote" : nil,
                "role": "doc-footnote", "class": look.cssClass(.note),
            ]
        ) { $0.write(noteText: blocks, number: number) }
    }

    mutating func write(noteText blocks: [Block], number: Int) {
        var rest = blocks[...]
        inside("p", dress(.paragraph)) { renderer in
            // A note that is only referred to from inside a link has no mark to go back to.
            if renderer.markCounts[number] != nil {
                renderer.writer.element(
                    "a", ["href": "#\(renderer.prefix)-mark-\(number)", "role": "doc-backlink"], "\(number)")
                renderer.writer.write(". ")
            } else {
                renderer.writer.write("\(number). ")
            }
            if case .paragraph(let words)? = rest.first {
                renderer.write(words)
                rest.removeFirst()
            }
        }
        write(Array(rest))
    }
}
