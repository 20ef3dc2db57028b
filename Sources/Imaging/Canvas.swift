/// An opaque sRGB picture in memory: a value, drawn on by its methods, encoded by `encoded(as:)`.
package struct Canvas: Sendable {
    /// No picture is larger, drawn or decoded: 50 megapixels, 200 MB.
    package static let pixelBudget = 50_000_000

    package let width: Int
    package let height: Int
    /// 0x00RRGGBB, row by row from the top.
    var pixels: [UInt32]

    /// A canvas of one colour.
    package init(width: Int, height: Int, color: RGB = RGB(0xFFFFFF)) throws(ImagingError) {
        try Self.checkDimensions(width: width, height: height)
        self.width = width
        self.height = height
        pixels = [UInt32](repeating: color.packed, count: width * height)
    }

    /// Refuses dimensions that are not positive or pass the pixel budget.
    static func checkDimensions(width: Int, height: Int) throws(ImagingError) {
        guard width > 0, height > 0, width <= pixelBudget / height else {
            throw ImagingError(
                .tooLarge, "A picture of \(width) × \(height) pixels passes the budget of \(pixelBudget) or is empty.")
        }
    }

    /// The whole canvas.
    package var bounds: Box {
        Box(x: 0, y: 0, width: Double(width), height: Double(height))
    }

    /// The pixels as bytes, red, green, blue, row by row: what does not depend on any encoder.
    package var rgbBytes: [UInt8] {
        pixels.flatMap { [UInt8($0 >> 16 & 255), UInt8($0 >> 8 & 255), UInt8($0 & 255)] }
    }

    /// The colour of one pixel.
    package subscript(x: Int, y: Int) -> RGB {
        RGB(pixels[y * width + x])
    }

    /// The rows and columns that a rectangle touches inside the canvas.
    func clipped(_ box: Box) -> (columns: Range<Int>, rows: Range<Int>) {
        let left = min(max(Int(box.x.rounded(.down)), 0), width)
        let top = min(max(Int(box.y.rounded(.down)), 0), height)
        let right = min(max(Int(box.maxX.rounded(.up)), left), width)
        let bottom = min(max(Int(box.maxY.rounded(.up)), top), height)
        return (left..<right, top..<bottom)
    }
}
