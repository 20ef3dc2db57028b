extension Canvas {
    /// The edge of a rectangle towards which a fade grows.
    package enum Edge: Sendable {
        case left, right, top, bottom
    }

    /// Lays a colour over a rectangle, from nothing at one side to `opacity` at `edge`, eased so that no line shows
    /// where it begins.
    package mutating func fade(to color: RGB, in box: Box, towards edge: Edge, opacity: Double) {
        let (columns, rows) = clipped(box)
        let isVertical = edge == .top || edge == .bottom
        let steps = isVertical ? rows : columns
        let strengths = steps.map { step in
            let start = isVertical ? (Double(step) - box.y) / box.height : (Double(step) - box.x) / box.width
            let t = min(max(edge == .top || edge == .left ? 1 - start : start, 0), 1)
            return UInt32((t * t * (3 - 2 * t) * min(max(opacity, 0), 1) * 65_536).rounded())
        }
        let over = color.packed
        let width = width
        var pixels = pixels.mutableSpan
        for y in rows {
            for x in columns {
                let amount = strengths[isVertical ? y - rows.lowerBound : x - columns.lowerBound]
                pixels[y * width + x] = Self.blended(pixels[y * width + x], over, amount)
            }
        }
    }
}
