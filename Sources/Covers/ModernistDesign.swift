import Imaging

/// The template `modernist`.
struct ModernistDesign: CoverDesign {
    private let brief: CoverBrief
    private let size: CoverSize
    private let palette: CoverPalette
    private let own: ModernistLayout
    /// The flat colour under the words.
    private let field: RGB

    let lettering = CoverLettering.modernist
    var layout: CoverLayout { own.words }
    /// Words are coloured on paper and on the dark ground alone: on the accent they would shout each other down.
    var highlight: RGB? { field == palette.accent ? nil : palette.accent }

    init(_ brief: CoverBrief, _ size: CoverSize, _ palette: CoverPalette) {
        self.brief = brief
        self.size = size
        self.palette = palette
        var random = StableRandom(seed: "modernist " + brief.seed)
        let arrangements = ModernistLayout.Arrangement.allCases
        own = ModernistLayout.of(size, arrangements[random.index(below: arrangements.count)])
        field = [palette.paper, palette.accent, palette.ground][random.index(below: 3)]
    }

    func ground(dither: Bool, with rasterizer: Rasterizer) throws(ImagingError) -> Canvas {
        var canvas = try Canvas(width: size.width, height: size.height, color: field)
        if let photo = brief.photo {
            let figure = own.figure
            let picture = try Canvas(
                decoding: photo, width: Int(figure.width), height: Int(figure.height), background: field)
            canvas.draw(
                picture, x: Int(figure.x), y: Int(figure.y),
                through: rasterizer.mask(of: .rectangle(figure), within: canvas.bounds))
        } else {
            Mosaic(palette: palette, field: field, seed: brief.seed)
                .draw(in: own.figure, tile: own.tile, on: &canvas, rasterizer)
        }
        drawRules(on: &canvas)
        return canvas
    }

    private func drawRules(on canvas: inout Canvas) {
        let isDark = RGB.contrast(palette.paper, field) > RGB.contrast(palette.ink, field)
        let ink = isDark ? palette.paper : palette.ink
        canvas.fill(own.rule, with: ink)
        guard brief.author != nil else { return }
        let author = layout.author
        let fine = Box(
            x: author.x, y: (author.y - author.height * 0.45).rounded(), width: author.width, height: own.fine)
        canvas.fill(fine, with: ink.mixed(with: field, 0.35))
    }
}
