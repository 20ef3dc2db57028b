import CFreeType

/// Owns a FreeType library; turns paths into coverage. One per drawing: FreeType's locks nothing and shares nothing.
@safe
package final class Rasterizer {
    let library: FT_Library

    package init() throws(ImagingError) {
        var created: FT_Library?
        guard unsafe FT_Init_FreeType(&created) == 0, let library = unsafe created else {
            throw ImagingError(.libraryFailed, "FreeType could not be started: no memory.")
        }
        unsafe self.library = unsafe library
    }

    deinit {
        unsafe FT_Done_FreeType(library)
    }

    /// What the path covers inside a rectangle, with 256 levels of exact area coverage.
    package func mask(of path: Path, within clip: Box) -> Mask {
        let bounds = path.bounds
        let left = max(bounds.x, clip.x).rounded(.down)
        let top = max(bounds.y, clip.y).rounded(.down)
        let width = Int(min(bounds.maxX, clip.maxX).rounded(.up) - left)
        let height = Int(min(bounds.maxY, clip.maxY).rounded(.up) - top)
        // FreeType counts points in 16 bits; a path so long is a mistake of ours and is left out.
        guard width > 0, height > 0, path.points.count < Int(Int16.max) else {
            return Mask(x: 0, y: 0, width: 0, height: 0, coverage: [])
        }
        var coverage = [UInt8](repeating: 0, count: width * height)
        var (points, tags, contourEnds) = Self.outline(of: path, left: left, bottom: top + Double(height))
        unsafe points.withUnsafeMutableBufferPointer { points in
            unsafe tags.withUnsafeMutableBufferPointer { tags in
                unsafe contourEnds.withUnsafeMutableBufferPointer { ends in
                    unsafe coverage.withUnsafeMutableBufferPointer { coverage in
                        var outline = unsafe FT_Outline()
                        unsafe outline.n_points = Int16(points.count)
                        unsafe outline.n_contours = Int16(ends.count)
                        unsafe outline.points = points.baseAddress
                        unsafe outline.tags = tags.baseAddress
                        unsafe outline.contours = ends.baseAddress
                        unsafe outline.flags = FT_OUTLINE_EVEN_ODD_FILL
                        var bitmap = unsafe FT_Bitmap()
                        unsafe bitmap.rows = UInt32(height)
                        unsafe bitmap.width = UInt32(width)
                        unsafe bitmap.pitch = Int32(width)
                        unsafe bitmap.buffer = coverage.baseAddress
                        unsafe bitmap.num_grays = 256
                        unsafe bitmap.pixel_mode = UInt8(FT_PIXEL_MODE_GRAY.rawValue)
                        unsafe FT_Outline_Get_Bitmap(library, &outline, &bitmap)
                    }
                }
            }
        }
        return Mask(x: Int(left), y: Int(top), width: width, height: height, coverage: coverage)
    }

    /// The path in FreeType's form: 1/64 pixels, y upwards from the mask's lower left corner.
    private static func outline(
        of path: Path, left: Double, bottom: Double
    ) -> (points: [FT_Vector], tags: [CChar], contourEnds: [Int16]) {
        var points: [FT_Vector] = []
        var tags: [CChar] = []
        var ends: [Int16] = []
        func add(_ point: Point, _ tag: Int32) {
            points.append(
                FT_Vector(x: Int((point.x - left) * 64 + 0.5), y: Int((bottom - point.y) * 64 + 0.5)))
            tags.append(CChar(tag))
        }
        for segment in path.segments {
            switch segment {
            case .move(let point):
                if !points.isEmpty { ends.append(Int16(points.count - 1)) }
                add(point, FT_CURVE_TAG_ON)
            case .line(let point):
                add(point, FT_CURVE_TAG_ON)
            case .curve(let control1, let control2, let end):
                add(control1, FT_CURVE_TAG_CUBIC)
                add(control2, FT_CURVE_TAG_CUBIC)
                add(end, FT_CURVE_TAG_ON)
            }
        }
        ends.append(Int16(points.count - 1))
        return (points, tags, ends)
    }
}
