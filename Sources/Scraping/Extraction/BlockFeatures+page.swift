import Markup

/// What a block repeats of its page, and where in it it stands.
extension BlockFeatures {
    func appendWords(_ block: TextBlock, _ index: Int, to row: inout OutputSpan<Float>) {
        row.append(Float(block.lowerWords) / Float(max(1, block.words)))
        row.append(Float(min(200, block.longestRun)))
        row.append(repeated[index])
        let words = text.words(of: block)
        var inTitle = 0
        for word in words.indices where facts.title.contains(words[word]) { inTitle += 1 }
        row.append(Float(inTitle) / Float(max(1, facts.title.count)))
    }

    /// What is printed in the same shape, and the lists that the block stands in.
    func appendShapes(_ block: TextBlock, _ index: Int, to row: inout OutputSpan<Float>) {
        let total = Float(max(1, page.held[0].characters))
        let group = paths.group(of: index)
        row.append(Float(group.count))
        row.append(Float(group.characters) / Float(group.count))
        row.append(Float(group.characters) / total)
        row.append(shapes.inner(block.first).map { Float($0.characters) / Float($0.count) } ?? -1)
        let outer = shapes.outer(block.first)
        row.append(outer.map { Float($0.characters) / Float($0.count) } ?? -1)
        row.append(outer.map { Float($0.linked) / Float(max(1, $0.characters)) } ?? -1)
        row.append(outer.map { Float($0.characters) / total } ?? -1)
    }

    func appendSection(_ index: Int, to row: inout OutputSpan<Float>) {
        let section = sections.places[index]
        row.append(section.topic.contains(.comments))
        row.append(section.topic.contains(.related))
        row.append(section.topic.contains(.questions))
        row.append(Float(section.level))
        row.append(Float(section.words))
        row.append(Float(section.count))
        row.append(Float(PageKind.allCases.firstIndex(of: facts.kind) ?? 0))
        row.append(words.personal)
        row.append(Float(min(300, shapes.pictures)))
        row.append(Float(min(300, shapes.controls)))
    }
}
