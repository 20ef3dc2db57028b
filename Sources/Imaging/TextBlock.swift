/// Lines of text set at one size, ready to be placed: the result of fitting.
package struct TextBlock: Sendable, Equatable {
    /// The lines' texts, for those who want to know what was set.
    package let texts: [String]
    package let lines: [ShapedLine]
    /// Pixels an em.
    package let size: Double
    /// Each line's baseline in pixels below the top of the block's ink.
    package let baselines: [Double]
    /// From the top of the first line's ink to the bottom of the last one's, in pixels.
    package let height: Double
    /// True if the text was too long even at the smallest size and ends in an ellipsis.
    package let isTruncated: Bool

    /// The widest line, in pixels.
    package var width: Double {
        (lines.map(\.width).max() ?? 0) * size
    }

    /// Stacks the lines so that no two lines' ink comes nearer than a twelfth of an em, however deep their letters
    /// reach.
    init(texts: [String], lines: [ShapedLine], size: Double, leading: Double, isTruncated: Bool = false) {
        self.texts = texts
        self.lines = lines
        self.size = size
        self.isTruncated = isTruncated
        let first = lines.first?.ink.map { -$0.y } ?? 0
        var baselines = lines.isEmpty ? [] : [first * size]
        for (above, below) in zip(lines, lines.dropFirst()) {
            let needed = (above.ink?.maxY ?? 0) - (below.ink?.y ?? 0) + 1.0 / 12
            baselines.append((baselines.last ?? 0) + max(leading, needed) * size)
        }
        self.baselines = baselines
        height = (baselines.last ?? 0) + (lines.last?.ink?.maxY ?? 0) * size
    }
}
