extension Canvas {
    /// Decodes a JPEG, PNG or WebP picture and fits it: scaled to cover the size, its centre kept.
    ///
    /// The dimensions in the header are checked against the pixel budget before anything is decoded.
    package init(
        decoding bytes: [UInt8], width: Int, height: Int, background: RGB = RGB(0xFFFFFF)
    ) throws(ImagingError) {
        try Self.checkDimensions(width: width, height: height)
        let picture = try GDImage(decoding: bytes, ImageHeader(bytes))
        self = try picture.resampled(width: width, height: height, background: background)
    }

    /// The picture as a file's bytes; equal canvases give equal bytes.
    package func encoded(as format: ImageFormat) throws(ImagingError) -> [UInt8] {
        try GDImage(self).encoded(as: format)
    }

    /// A smaller or larger copy, scaled to cover the size, its centre kept.
    package func resampled(width: Int, height: Int) throws(ImagingError) -> Canvas {
        try GDImage(self).resampled(width: width, height: height, background: RGB(0xFFFFFF))
    }
}
