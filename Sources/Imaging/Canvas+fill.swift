extension Canvas {
    /// Lays one colour over what a mask covers.
    package mutating func fill(_ mask: Mask, with color: RGB, opacity: Double = 1) {
        let strength = UInt32(min(max(opacity, 0), 1) * 256 + 0.5)
        let source = color.packed
        forEachCovered(mask) { pixels, pixel, coverage in
            pixels[pixel] = Self.blended(pixels[pixel], source, coverage * strength)
        }
    }

    /// Lays a gradient over what a mask covers.
    package mutating func fill(_ mask: Mask, with gradient: LinearGradient, opacity: Double = 1) {
        let strength = UInt32(min(max(opacity, 0), 1) * 256 + 0.5)
        let width = width
        forEachCovered(mask) { pixels, pixel, coverage in
            let index = gradient.position(x: pixel % width, y: pixel / width).index >> 16
            let color = (gradient.ramp[min(max(index, 0), LinearGradient.steps)] &+ 128) &>> 8
            let source = UInt32(truncatingIfNeeded: color.x << 16 | color.y << 8 | color.z)
            pixels[pixel] = Self.blended(pixels[pixel], source, coverage * strength)
        }
    }

    /// Lays another canvas, its top left corner at (x, y), over what a mask covers; outside it nothing is drawn.
    package mutating func draw(_ picture: Canvas, x: Int, y: Int, through mask: Mask) {
        let width = width
        forEachCovered(mask) { pixels, pixel, coverage in
            let (column, row) = (pixel % width - x, pixel / width - y)
            guard column >= 0, row >= 0, column < picture.width, row < picture.height else { return }
            pixels[pixel] = Self.blended(pixels[pixel], picture.pixels[row * picture.width + column], coverage * 256)
        }
    }

    /// Calls the body for each pixel on the canvas that the mask covers at all, with its index and coverage 1 … 255.
    @inline(__always)
    private mutating func forEachCovered(_ mask: Mask, _ body: (inout [UInt32], Int, UInt32) -> Void) {
        let columns = max(0, -mask.x)..<max(max(0, -mask.x), min(mask.width, width - mask.x))
        let rows = max(0, -mask.y)..<max(max(0, -mask.y), min(mask.height, height - mask.y))
        for row in rows {
            let target = (mask.y + row) * width + mask.x
            let source = row * mask.width
            for column in columns {
                let coverage = mask.coverage[source + column]
                if coverage > 0 { body(&pixels, target + column, UInt32(coverage)) }
            }
        }
    }

    /// Between two pixels; `amount` runs from 0 to 255 × 256.
    @inline(__always)
    static func blended(_ under: UInt32, _ over: UInt32, _ amount: UInt32) -> UInt32 {
        let rest = 65_280 - amount
        let red = ((under >> 16 & 255) * rest + (over >> 16 & 255) * amount + 32_640) / 65_280
        let green = ((under >> 8 & 255) * rest + (over >> 8 & 255) * amount + 32_640) / 65_280
        let blue = ((under & 255) * rest + (over & 255) * amount + 32_640) / 65_280
        return red << 16 | green << 8 | blue
    }
}
