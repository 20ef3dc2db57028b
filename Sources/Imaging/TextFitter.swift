/// Finds the largest size at which a text fits a box, and its most even lines there.
package struct TextFitter {
    /// The space to fill, in pixels.
    package var width: Double
    package var height: Double
    /// No more lines than these.
    package var maximumLines: Int
    /// Pixels an em.
    package var sizes: ClosedRange<Double>
    /// From baseline to baseline, in ems.
    package var leading: Double

    package init(width: Double, height: Double, maximumLines: Int, sizes: ClosedRange<Double>, leading: Double) {
        self.width = width
        self.height = height
        self.maximumLines = maximumLines
        self.sizes = sizes
        self.leading = leading
    }

    /// Sets the text. If one long word alone keeps it small, the word is split with hyphens; a text that is too long
    /// even at the smallest size loses its end to an ellipsis.
    package func fit(_ text: String, _ style: TextStyle, with engine: TextEngine) throws(ImagingError) -> TextBlock {
        let words = LineBreaker.pieces(of: text)
        guard !words.isEmpty else { return TextBlock(texts: [], lines: [], size: sizes.lowerBound, leading: leading) }
        var best = try MeasuredText(words, style, engine)
        var size = largestSize(best)
        for count in 2...3 {
            let hyphenated = Self.splitting(words, longerThan: 12, into: count)
            guard hyphenated != words else { break }
            let candidate = try MeasuredText(hyphenated, style, engine)
            if let larger = largestSize(candidate), larger > (size ?? 0) * 1.3 { (best, size) = (candidate, larger) }
        }
        while let found = size {
            let block = try block(best, size: found, style, engine)
            if block.height <= height { return block }
            size = found * 0.98 >= sizes.lowerBound ? found * 0.98 : nil
        }
        return try truncated(words, style, engine)
    }

    /// The largest size at which all lines fit, to a quarter of a pixel; nil if the smallest is too large.
    private func largestSize(_ text: MeasuredText) -> Double? {
        guard text.fits(self, at: sizes.lowerBound) else { return nil }
        var (low, high) = (sizes.lowerBound, sizes.upperBound)
        if text.fits(self, at: high) { return high }
        while high - low > 0.25 {
            let middle = (low + high) / 2
            if text.fits(self, at: middle) { low = middle } else { high = middle }
        }
        return low
    }

    private func block(
        _ text: MeasuredText, size: Double, _ style: TextStyle, _ engine: TextEngine, isTruncated: Bool = false
    ) throws(ImagingError) -> TextBlock {
        let texts = text.balancedLines(width: width / size)
        var lines: [ShapedLine] = []
        for line in texts { lines.append(try engine.shape(line, style)) }
        return TextBlock(texts: texts, lines: lines, size: size, leading: leading, isTruncated: isTruncated)
    }

    /// The longest beginning that fits at the smallest size, with an ellipsis; words too wide for a line are cut.
    private func truncated(
        _ words: [LineBreaker.Piece], _ style: TextStyle, _ engine: TextEngine
    ) throws(ImagingError) -> TextBlock {
        let size = sizes.lowerBound
        var (low, high) = (0, words.count)
        while low < high {
            let middle = (low + high + 1) / 2
            if try Self.ellipsized(words.prefix(middle), style, engine).fits(self, at: size) {
                low = middle
            } else {
                high = middle - 1
            }
        }
        if low > 0 {
            while low > 0 {
                let text = try Self.ellipsized(words.prefix(low), style, engine)
                let result = try block(text, size: size, style, engine, isTruncated: true)
                if result.height <= height || low == 1 { return result }
                low -= 1
            }
        }
        var head = String(words[0].text.prefix(200))
        while head.count > 1, try engine.shape(head + "…", style).width * size > width { head.removeLast() }
        let text = try MeasuredText([LineBreaker.Piece(text: head + "…", hasSpaceBefore: false)], style, engine)
        return try block(text, size: size, style, engine, isTruncated: true)
    }

    private static func ellipsized(
        _ words: ArraySlice<LineBreaker.Piece>, _ style: TextStyle, _ engine: TextEngine
    ) throws(ImagingError) -> MeasuredText {
        guard let last = words.last else { return try MeasuredText([], style, engine) }
        let end = LineBreaker.Piece(text: last.text + "…", hasSpaceBefore: last.hasSpaceBefore)
        return try MeasuredText(words.dropLast() + [end], style, engine)
    }

    private static func splitting(
        _ words: [LineBreaker.Piece], longerThan limit: Int, into count: Int
    ) -> [LineBreaker.Piece] {
        words.flatMap { word -> [LineBreaker.Piece] in
            guard word.text.count > limit else { return [word] }
            return WordSplitter.parts(of: word.text, count: count).enumerated().map { index, part in
                LineBreaker.Piece(text: part, hasSpaceBefore: index == 0 && word.hasSpaceBefore)
            }
        }
    }
}
