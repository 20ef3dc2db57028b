package import Imaging
import Pipelines

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
            let design = Self.design(brief, size, palette)
            var canvas = try design.ground(dither: dither, with: rasterizer)
            let typesetter = CoverTypesetter(
                brief: brief, layout: design.layout, lettering: design.lettering, palette: palette,
                highlight: design.highlight, engine: TextEngine(book: book, rasterizer: rasterizer))
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

    private static func design(_ brief: CoverBrief, _ size: CoverSize, _ palette: CoverPalette) -> any CoverDesign {
        switch brief.template {
        case .botanical: BotanicalDesign(brief, size, palette)
        case .modernist: ModernistDesign(brief, size, palette)
        }
    }
}
