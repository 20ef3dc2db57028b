/// A line of text as glyphs in visual order, measured in ems: draw it at any size without shaping again.
package struct ShapedLine: Sendable, Equatable {
    /// A glyph of one font at a place on the baseline.
    struct Glyph: Sendable, Equatable {
        let font: FontFile
        let id: UInt32
        /// From the line's start, in ems, to the right.
        var x: Double
        /// Above the baseline, in ems.
        let y: Double
        /// How much its strokes are thickened, in ems.
        let growth: Double
    }

    var glyphs: [Glyph] = []
    /// The advance, in ems, without tracking after the last letter.
    package internal(set) var width = 0.0
    /// What the glyphs' outlines cover, in ems, from the line's start on the baseline, y downwards; nil for blank
    /// lines.
    package internal(set) var ink: Box?
    /// True if the text's first strong letter is of a right-to-left script.
    package internal(set) var isRightToLeft = false
}
