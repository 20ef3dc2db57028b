import CFreeType
import CHarfBuzz

/// Owns one font opened twice: by HarfBuzz, which shapes in font units, and by FreeType, which draws.
@safe
final class FontFace {
    private let file: FontFile
    private let data: FontData
    /// Held so that the library outlives the face.
    private let rasterizer: Rasterizer
    private let face: FT_Face
    private let font: OpaquePointer
    private let unitsPerEm: Double
    private var size = 0.0

    init(_ file: FontFile, _ data: FontData, _ rasterizer: Rasterizer) throws(ImagingError) {
        var opened: FT_Face?
        let status = unsafe FT_New_Memory_Face(
            rasterizer.library, data.bytes.baseAddress?.assumingMemoryBound(to: FT_Byte.self), data.bytes.count, 0,
            &opened)
        guard status == 0, let face = unsafe opened else {
            throw ImagingError(
                .fontMissing, "\(file.path) is not a font; reinstall \(file.debianPackage).",
                underlying: "FreeType error \(status)")
        }
        let blob = unsafe hb_blob_create(
            data.bytes.baseAddress?.assumingMemoryBound(to: CChar.self), UInt32(data.bytes.count),
            HB_MEMORY_MODE_READONLY, nil, nil)
        let shapingFace = unsafe hb_face_create(blob, 0)
        unitsPerEm = Double(unsafe hb_face_get_upem(shapingFace))
        unsafe font = unsafe hb_font_create(shapingFace)
        unsafe hb_face_destroy(shapingFace)
        unsafe hb_blob_destroy(blob)
        unsafe self.face = unsafe face
        self.file = file
        self.data = data
        self.rasterizer = rasterizer
    }

    deinit {
        unsafe hb_font_destroy(font)
        unsafe FT_Done_Face(face)
    }

    /// True if the font has a glyph for the scalar.
    func covers(_ scalar: UInt32) -> Bool {
        var glyph: hb_codepoint_t = 0
        return unsafe hb_font_get_nominal_glyph(font, scalar, &glyph) != 0
    }

    /// Shapes a run of one script and direction and appends its glyphs at `pen`, which moves on by the advance. In ems.
    func shape(_ run: TextRun, of scalars: [UInt32], _ style: TextStyle, into line: inout ShapedLine, pen: inout Double)
    {
        let buffer = unsafe hb_buffer_create()
        defer { unsafe hb_buffer_destroy(buffer) }
        unsafe hb_buffer_add_utf32(
            buffer, scalars, Int32(scalars.count), UInt32(run.range.lowerBound), Int32(run.range.count))
        unsafe hb_buffer_set_direction(buffer, run.level % 2 == 1 ? HB_DIRECTION_RTL : HB_DIRECTION_LTR)
        unsafe hb_buffer_set_script(buffer, hb_script_t(rawValue: run.script))
        unsafe hb_buffer_set_language(buffer, hb_language_from_string(style.language, -1))
        unsafe hb_shape(font, buffer, Self.features(style), style.tracking == 0 ? 0 : 2)
        var count: UInt32 = 0
        guard let positions = unsafe hb_buffer_get_glyph_positions(buffer, &count),
            let infos = unsafe hb_buffer_get_glyph_infos(buffer, &count)
        else { return }
        for index in 0..<Int(count) {
            let position = unsafe positions[index]
            let id = unsafe infos[index].codepoint
            let glyph = ShapedLine.Glyph(
                font: file, id: id, x: pen + Double(position.x_offset) / unitsPerEm,
                y: Double(position.y_offset) / unitsPerEm, growth: style.typeface.growth(of: file))
            line.glyphs.append(glyph)
            if let ink = ink(of: glyph) { line.ink = line.ink?.union(ink) ?? ink }
            pen += Double(position.x_advance) / unitsPerEm
            // Joined scripts are not tracked: their letters must touch. Marks (no advance) stay on their letter.
            if position.x_advance > 0, !run.isJoined { pen += style.tracking }
        }
    }

    /// A glyph's coverage at a size (pixels an em), its origin at (x, y) with sub-pixel precision.
    func mask(of glyph: ShapedLine.Glyph, size: Double, x: Double, y: Double) -> Mask? {
        if self.size != size {
            guard unsafe FT_Set_Char_Size(face, 0, Int(size * 64 + 0.5), 72, 72) == 0 else { return nil }
            self.size = size
        }
        guard unsafe FT_Load_Glyph(face, glyph.id, Int32(FT_LOAD_NO_HINTING | FT_LOAD_NO_BITMAP)) == 0,
            let slot = unsafe face.pointee.glyph
        else { return nil }
        let (left, top) = (x.rounded(.down), y.rounded(.down))
        // FreeType thickens to the right and upwards; half of it back keeps the glyph in its place.
        let growth = Int(glyph.growth * size * 64)
        if growth > 0 { unsafe FT_Outline_Embolden(&slot.pointee.outline, growth) }
        unsafe FT_Outline_Translate(
            &slot.pointee.outline, Int((x - left) * 64) - growth / 2, -Int((y - top) * 64) - growth / 2)
        guard unsafe FT_Render_Glyph(slot, FT_RENDER_MODE_NORMAL) == 0 else { return nil }
        let bitmap = unsafe slot.pointee.bitmap
        let (width, height) = unsafe (Int(bitmap.width), Int(bitmap.rows))
        guard width > 0, height > 0, let rows = unsafe bitmap.buffer else { return nil }
        var coverage: [UInt8] = []
        coverage.reserveCapacity(width * height)
        for row in 0..<height {
            let start = unsafe rows + row * Int(bitmap.pitch)
            unsafe coverage.append(contentsOf: UnsafeBufferPointer(start: start, count: width))
        }
        return unsafe Mask(
            x: Int(left) + Int(slot.pointee.bitmap_left), y: Int(top) - Int(slot.pointee.bitmap_top), width: width,
            height: height, coverage: coverage)
    }

    private func ink(of glyph: ShapedLine.Glyph) -> Box? {
        var extents = hb_glyph_extents_t()
        guard unsafe hb_font_get_glyph_extents(font, glyph.id, &extents) != 0, extents.width != 0 else { return nil }
        return Box(
            x: glyph.x + Double(extents.x_bearing) / unitsPerEm, y: -glyph.y - Double(extents.y_bearing) / unitsPerEm,
            width: Double(extents.width) / unitsPerEm, height: -Double(extents.height) / unitsPerEm
        ).inset(by: -glyph.growth / 2)
    }

    private static func features(_ style: TextStyle) -> [hb_feature_t] {
        ["liga", "clig"].map { name in
            let tag = name.utf8.reduce(0 as UInt32) { $0 << 8 | UInt32($1) }
            return hb_feature_t(tag: tag, value: 0, start: 0, end: .max)
        }
    }
}
