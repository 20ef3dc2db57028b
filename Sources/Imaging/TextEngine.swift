/// Shapes and draws text. One per drawing, used by one task at a time: it shares nothing with others but the font book,
/// so that drawings scale over threads.
package final class TextEngine {
    private let book: FontBook
    private let rasterizer: Rasterizer
    private var faces: [FontFile: FontFace] = [:]
    /// Fitting asks for the same words again and again.
    private var shaped: [Request: ShapedLine] = [:]

    private struct Request: Hashable {
        let text: String
        let style: TextStyle
    }

    package init(book: FontBook, rasterizer: Rasterizer) {
        self.book = book
        self.rasterizer = rasterizer
    }

    /// Shapes one line: bidirectional order, fonts for every character, kerning, ligatures, tracking.
    ///
    /// Symbols, such as emoji, that no listed font has are left out; a letter that none has is an error, never a box.
    package func shape(_ text: String, _ style: TextStyle) throws(ImagingError) -> ShapedLine {
        let request = Request(text: text, style: style)
        if let known = shaped[request] { return known }
        let (scalars, fonts) = try chooseFonts(text, style.typeface)
        let bidi = try BidiParagraph(scalars)
        let runs = TextRun.runs(scalars, fonts: fonts, levels: bidi.levels)
        var line = ShapedLine()
        line.isRightToLeft = bidi.isRightToLeft
        var pen = 0.0
        for index in BidiParagraph.visualOrder(runs.map(\.level)) {
            try face(runs[index].font)?.shape(runs[index], of: scalars, style, into: &line, pen: &pen)
        }
        line.width = max(0, pen - (line.glyphs.isEmpty ? 0 : style.tracking))
        shaped[request] = line
        return line
    }

    /// Draws a line, its start on the baseline at (x, y), at `size` pixels an em.
    package func draw(
        _ line: ShapedLine, on canvas: inout Canvas, x: Double, y: Double, size: Double, color: RGB, opacity: Double = 1
    ) throws(ImagingError) {
        for glyph in line.glyphs {
            let mask = try face(glyph.font)?.mask(
                of: glyph, size: size, x: x + glyph.x * size, y: y - glyph.y * size)
            if let mask { canvas.fill(mask, with: color, opacity: opacity) }
        }
    }

    /// The scalars that can be drawn, and the font for each: one font for a whole grapheme if there is one.
    private func chooseFonts(
        _ text: String, _ typeface: Typeface
    ) throws(ImagingError) -> (scalars: [UInt32], fonts: [FontFile]) {
        var scalars: [UInt32] = []
        var fonts: [FontFile] = []
        for character in text {
            let wanted = character.isWhitespace ? [0x20] : character.unicodeScalars.filter(isDrawn).map(\.value)
            let preferred: [FontFile] = character.isWhitespace ? Array(fonts.suffix(1)) : []
            guard let font = try (preferred + typeface.chain).first(covering: wanted, in: self) else {
                guard !character.isLetter, !character.isNumber else {
                    throw ImagingError(
                        .glyphMissing,
                        """
                        No installed font has “\(character)” of “\(text.prefix(60))”; for Chinese, Japanese and Korean \
                        install the Debian package fonts-droid-fallback.
                        """
                    )
                }
                continue
            }
            scalars += wanted
            fonts += [FontFile](repeating: font, count: wanted.count)
        }
        return (scalars, fonts)
    }

    /// Variation selectors and joiners choose colour glyphs that no listed font has; controls have no glyph.
    private func isDrawn(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .surrogate, .unassigned, .privateUse: false
        default: !scalar.properties.isVariationSelector
        }
    }

    fileprivate func face(_ file: FontFile) throws(ImagingError) -> FontFace? {
        if let known = faces[file] { return known }
        guard let data = book.data(of: file) else { return nil }
        let face = try FontFace(file, data, rasterizer)
        faces[file] = face
        return face
    }
}

extension [FontFile] {
    /// The first font that has all the scalars; joiners and direction marks need no glyph.
    fileprivate func first(covering scalars: [UInt32], in engine: TextEngine) throws(ImagingError) -> FontFile? {
        guard !scalars.isEmpty else { return nil }
        for file in self {
            guard let face = try engine.face(file) else { continue }
            if scalars.allSatisfy({ (0x200B...0x200F).contains($0) || face.covers($0) }) { return file }
        }
        return nil
    }
}
