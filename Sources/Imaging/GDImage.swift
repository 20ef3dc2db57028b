import CGD

/// Owns a libgd true-colour image; the seam to gd's decoders, encoders and resampler.
@safe
struct GDImage: ~Copyable {
    private let image: gdImagePtr

    /// A copy of a canvas.
    init(_ canvas: Canvas) throws(ImagingError) {
        self = try GDImage(width: canvas.width, height: canvas.height)
        for y in 0..<canvas.height {
            guard let row = unsafe image.pointee.tpixels[y] else { continue }
            unsafe canvas.pixels.withUnsafeBytes { pixels in
                unsafe UnsafeMutableRawBufferPointer(start: row, count: canvas.width * 4)
                    .copyMemory(
                        from: UnsafeRawBufferPointer(
                            rebasing: pixels[y * canvas.width * 4..<(y + 1) * canvas.width * 4]))
            }
        }
    }

    /// Decodes a picture whose header has passed its checks.
    init(decoding bytes: [UInt8], _ header: ImageHeader) throws(ImagingError) {
        let decoded = unsafe bytes.withUnsafeBytes { raw -> gdImagePtr? in
            // gd reads through the pointer only, though its signature does not say so.
            let start = unsafe UnsafeMutableRawPointer(mutating: raw.baseAddress)
            let count = Int32(clamping: raw.count)
            return switch header.format {
            case .jpeg: unsafe gdImageCreateFromJpegPtr(count, start)
            case .png: unsafe gdImageCreateFromPngPtr(count, start)
            case .webp: unsafe gdImageCreateFromWebpPtr(count, start)
            }
        }
        guard let image = unsafe decoded else {
            throw ImagingError(.malformed, "The \(header.format.rawValue) picture is damaged or cut short.")
        }
        unsafe gdImagePaletteToTrueColor(image)
        unsafe self.image = unsafe image
    }

    private init(width: Int, height: Int) throws(ImagingError) {
        try Canvas.checkDimensions(width: width, height: height)
        guard let image = unsafe gdImageCreateTrueColor(Int32(width), Int32(height)) else {
            throw ImagingError(.libraryFailed, "No memory for a picture of \(width) × \(height) pixels.")
        }
        unsafe self.image = unsafe image
    }

    deinit {
        unsafe gdImageDestroy(image)
    }

    /// A canvas of another size, filled by the centre of this image; what is transparent shows `background`.
    ///
    /// `gdImageCopyResampled` averages exactly the pixels that a target pixel covers; gd's default interpolation is off
    /// by one level nearly everywhere.
    func resampled(width: Int, height: Int, background: RGB) throws(ImagingError) -> Canvas {
        let target = try GDImage(Canvas(width: width, height: height, color: background))
        let (ownWidth, ownHeight) = unsafe (Double(image.pointee.sx), Double(image.pointee.sy))
        let scale = max(Double(width) / ownWidth, Double(height) / ownHeight)
        let cropWidth = min(max((Double(width) / scale).rounded(), 1), ownWidth)
        let cropHeight = min(max((Double(height) / scale).rounded(), 1), ownHeight)
        unsafe gdImageAlphaBlending(target.image, 1)
        unsafe gdImageCopyResampled(
            target.image, image, 0, 0, Int32((ownWidth - cropWidth) / 2), Int32((ownHeight - cropHeight) / 2),
            Int32(width), Int32(height), Int32(cropWidth), Int32(cropHeight))
        return try target.canvas()
    }

    /// The pixels as a canvas, any alpha dropped.
    private func canvas() throws(ImagingError) -> Canvas {
        let (width, height) = unsafe (Int(image.pointee.sx), Int(image.pointee.sy))
        var canvas = try Canvas(width: width, height: height)
        for y in 0..<height {
            guard let row = unsafe image.pointee.tpixels[y] else { continue }
            for x in 0..<width {
                canvas.pixels[y * width + x] = unsafe UInt32(bitPattern: row[x]) & 0xFFFFFF
            }
        }
        return canvas
    }

    /// The encoded picture. JPEG: quality 90, where gd keeps full colour resolution (4:4:4), and baseline, which every
    /// reading device shows: progressive files are 9 to 28 % smaller but cost five times the work.
    /// PNG: level 3; level 9 takes 20 s a cover. WebP: quality 90.
    func encoded(as format: ImageFormat) throws(ImagingError) -> [UInt8] {
        var count: Int32 = 0
        let encoded =
            switch format {
            case .jpeg: unsafe gdImageJpegPtr(image, &count, 90)
            case .png: unsafe gdImagePngPtrEx(image, &count, 3)
            case .webp: unsafe gdImageWebpPtrEx(image, &count, 90)
            }
        guard let buffer = unsafe encoded, count > 0 else {
            throw ImagingError(.encodingFailed, "The picture could not be written as \(format.rawValue).")
        }
        defer { unsafe gdFree(buffer) }
        return unsafe Array(UnsafeRawBufferPointer(start: buffer, count: Int(count)))
    }
}
