extension Canvas {
    /// Covers a rectangle with one colour; its edges are taken to lie between pixels.
    package mutating func fill(_ box: Box, with color: RGB) {
        let (columns, rows) = clipped(box)
        let packed = color.packed
        for y in rows {
            for x in columns { pixels[y * width + x] = packed }
        }
    }

    /// Lays one colour over what a mask covers.
    package mutating func fill(_ mask: Mask, with color: RGB, opacity: Double = 1) {
        let strength = Self.strength(opacity)
        let source = color.packed
        forEachCovered(mask) { pixel, _, _, coverage in
            let amount = coverage &* strength
            pixel = amount == 65_536 ? source : Self.blended(pixel, source, amount)
        }
    }

    /// Lays a gradient over what a mask covers.
    package mutating func fill(_ mask: Mask, with gradient: LinearGradient, opacity: Double = 1) {
        let strength = Self.strength(opacity)
        let colors = gradient.ramp.map { level in
            let color = (level &+ 128) &>> 8
            return UInt32(truncatingIfNeeded: color.x << 16 | color.y << 8 | color.z)
        }
        let positions = (0..<height).map { gradient.position(x: 0, y: $0) }
        forEachCovered(mask) { pixel, x, y, coverage in
            let index = (positions[y].index &+ x &* positions[y].step) >> 16
            pixel = Self.blended(pixel, colors[min(max(index, 0), LinearGradient.steps)], coverage &* strength)
        }
    }

    /// Lays another canvas, its top left corner at (x, y), over what a mask covers; outside it nothing is drawn.
    package mutating func draw(_ picture: Canvas, x: Int, y: Int, through mask: Mask) {
        forEachCovered(mask) { pixel, column, row, coverage in
            let (column, row) = (column - x, row - y)
            guard column >= 0, row >= 0, column < picture.width, row < picture.height else { return }
            pixel = Self.blended(pixel, picture.pixels[row * picture.width + column], coverage &* 256)
        }
    }

    /// Calls the body for each pixel on the canvas that the mask covers at all, with its column and row, and its
    /// coverage 1 … 256.
    @inline(__always)
    private mutating func forEachCovered(_ mask: Mask, _ body: (inout UInt32, Int, Int, UInt32) -> Void) {
        let columns = max(0, -mask.x)..<max(max(0, -mask.x), min(mask.width, width - mask.x))
        let rows = max(0, -mask.y)..<max(max(0, -mask.y), min(mask.height, height - mask.y))
        let width = width
        let covered = mask.coverage.span
        var pixels = pixels.mutableSpan
        for row in rows {
            let target = (mask.y + row) * width + mask.x
            let source = row * mask.width
            for column in columns {
                let coverage = UInt32(covered[source + column])
                guard coverage > 0 else { continue }
                body(&pixels[target + column], mask.x + column, mask.y + row, coverage &+ coverage >> 7)
            }
        }
    }

    /// An opacity 0 … 1 as 0 … 256.
    private static func strength(_ opacity: Double) -> UInt32 {
        UInt32(min(max(opacity, 0), 1) * 256 + 0.5)
    }

    /// Between two pixels; `amount` runs from 0 to 65,536. No product or sum passes 255 × 65,536 + 32,768.
    @inline(__always)
    static func blended(_ under: UInt32, _ over: UInt32, _ amount: UInt32) -> UInt32 {
        let rest = 65_536 &- amount
        let red = ((under >> 16 & 255) &* rest &+ (over >> 16 & 255) &* amount &+ 32_768) >> 16
        let green = ((under >> 8 & 255) &* rest &+ (over >> 8 & 255) &* amount &+ 32_768) >> 16
        let blue = ((under & 255) &* rest &+ (over & 255) &* amount &+ 32_768) >> 16
        return red << 16 | green << 8 | blue
    }
}
