package import Imaging

/// Draws covers. Synchronous and free of shared state: call it on the compute pool, from as many threads as wanted.
package struct CoverRenderer: Sendable {
    private let book: FontBook

    /// Reads the fonts from where Debian installs them; throws ``CoverError/Code/fonts`` naming the package that is
    /// missing.
    package init() throws(CoverError) {
        do {
            book = try FontBook()
        } catch {
            throw CoverError(.fonts, error.message, underlying: error)
        }
    }

    /// One cover as a file's bytes: the same bytes for the same brief, size and format, on every machine.
    package func render(_ brief: CoverBrief, size: CoverSize, format: ImageFormat = .jpeg) throws(CoverError) -> [UInt8]
    {
        let drawn = try draw(brief, size: size, dither: format != .png)
        do {
            return try drawn.canvas.encoded(as: format)
        } catch {
            throw CoverError(.drawing, error.message, underlying: error)
        }
    }

    /// The picture and where its words stand, before encoding.
    func draw(_ brief: CoverBrief, size: CoverSize, dither: Bool) throws(CoverError) -> (
        canvas: Canvas, texts: [PlacedText]
    ) {
        guard brief.title.contains(where: { $0.isLetter || $0.isNumber || $0.isSymbol }) else {
            throw CoverError(.noTitle, "A cover needs a title; “\(brief.title.prefix(40))” has no letters.")
        }
        let palette = try CoverPalette.choose(brand: brief.palette, seed: brief.seed)
        do throws(ImagingError) {
            let rasterizer = try Rasterizer()
            let layout = CoverLayout.of(size, Self.arrangement(for: brief))
            var canvas = try ground(brief, size, layout, palette, dither: dither, rasterizer)
            let typesetter = CoverTypesetter(
                brief: brief, layout: layout, palette: palette, engine: TextEngine(book: book, rasterizer: rasterizer))
            let texts = try typesetter.set(on: &canvas)
            return (canvas, texts)
        } catch {
            let code: CoverError.Code =
                switch error.code {
                case .glyphMissing, .fontMissing, .fontChanged: .fonts
                case .malformed, .unsupportedFormat, .tooLarge: .photo
                default: .drawing
                }
            throw CoverError(code, error.message, underlying: error)
        }
    }

    /// A photo needs a window; otherwise the seed chooses.
    private static func arrangement(for brief: CoverBrief) -> CoverLayout.Arrangement {
        if brief.photo != nil { return .arch }
        var random = StableRandom(seed: "arrangement " + brief.seed)
        return CoverLayout.Arrangement.allCases[random.index(below: CoverLayout.Arrangement.allCases.count)]
    }

    /// Everything but the words.
    private func ground(
        _ brief: CoverBrief, _ size: CoverSize, _ layout: CoverLayout, _ palette: CoverPalette, dither: Bool,
        _ rasterizer: Rasterizer
    ) throws(ImagingError) -> Canvas {
        let scene = BotanicalScene(
            palette: palette, seed: brief.seed, moon: layout.moon, growth: layout.growth, leaf: layout.leaf)
        let (width, height) = (Int(layout.scene.width), Int(layout.scene.height))
        switch layout.arrangement {
        case .grove:
            var canvas = try scene.drawn(width: width, height: height, dither: dither, with: rasterizer)
            if brief.author != nil, layout.alignment == .centered {
                let foot = layout.author.y - layout.author.height * 3.2
                canvas.fade(
                    to: palette.ground, in: Box(x: 0, y: foot, width: Double(width), height: layout.author.midY - foot),
                    towards: .bottom, opacity: 0.9)
                canvas.fade(
                    to: palette.ground,
                    in: Box(x: 0, y: layout.author.midY, width: Double(width), height: Double(height)), towards: .top,
                    opacity: 0.9)
            }
            return canvas
        case .arch:
            var canvas = try Canvas(width: size.width, height: size.height, color: palette.paper)
            let window = layout.scene
            let picture =
                if let photo = brief.photo {
                    try Canvas(decoding: photo, width: width, height: height, background: palette.paper)
                } else {
                    try scene.drawn(width: width, height: height, dither: dither, with: rasterizer)
                }
            drawFrame(around: window, on: &canvas, layout, palette, rasterizer)
            canvas.draw(
                picture, x: Int(window.x), y: Int(window.y),
                through: rasterizer.mask(of: .arch(window), within: canvas.bounds))
            return canvas
        }
    }

    /// A soft shadow and a fine line around the window.
    private func drawFrame(
        around window: Box, on canvas: inout Canvas, _ layout: CoverLayout, _ palette: CoverPalette,
        _ rasterizer: Rasterizer
    ) {
        let distance = layout.gap * 0.5
        let line = max(2, layout.gap / 18)
        let outer = Box(
            x: window.x - distance, y: window.y - distance, width: window.width + 2 * distance,
            height: window.height + distance * 2)
        var path = Path.arch(outer)
        path.append(.arch(outer.inset(by: line)))
        canvas.fill(rasterizer.mask(of: path, within: canvas.bounds), with: palette.accent)
    }
}
