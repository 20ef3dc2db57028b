/// Anti-aliased coverage of a rectangle of pixels: what a shape or a glyph covers.
package struct Mask: Sendable {
    /// Where the mask's top left pixel lies on the canvas.
    package var x: Int
    package var y: Int
    package let width: Int
    package let height: Int
    /// 0 (outside) … 255 (inside), row by row.
    var coverage: [UInt8]
}
