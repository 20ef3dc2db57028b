extension Canvas {
    /// Covers the whole canvas with a gradient.
    ///
    /// - Parameter dither: triangular noise of one level against banding: right for JPEG and WebP; it doubles a PNG.
    package mutating func fill(_ gradient: LinearGradient, dither: Bool) {
        var noise: UInt32 = 0x9E37_79B9
        let (width, height) = (width, height)
        let ramp = gradient.ramp.span
        var pixels = pixels.mutableSpan
        for y in 0..<height {
            let (start, step) = gradient.position(x: 0, y: y)
            var index = start
            for pixel in y * width..<(y + 1) * width {
                let color = ramp[min(max(index >> 16, 0), LinearGradient.steps)]
                index += step
                var offset: Int32 = 128
                if dither {
                    noise ^= noise << 13
                    noise ^= noise >> 17
                    noise ^= noise << 5
                    offset = Int32(noise & 0xFF) + Int32(noise >> 8 & 0xFF) - 127
                }
                let level = (color &+ offset) &>> 8
                let red = min(max(level.x, 0), 255)
                let green = min(max(level.y, 0), 255)
                let blue = min(max(level.z, 0), 255)
                pixels[pixel] = UInt32(truncatingIfNeeded: red << 16 | green << 8 | blue)
            }
        }
    }
}
