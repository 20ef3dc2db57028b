import Imaging

/// The template `botanical`.
struct BotanicalDesign: CoverDesign {
    private let brief: CoverBrief
    private let size: CoverSize
    private let palette: CoverPalette
    private let arrangement: BotanicalLayout.Arrangement
    private let own: BotanicalLayout

    let lettering = CoverLettering.botanical
    var layout: CoverLayout { own.words }
    var highlight: RGB? { palette.accent }

    init(_ brief: CoverBrief, _ size: CoverSize, _ palette: CoverPalette) {
        self.brief = brief
        self.size = size
        self.palette = palette
        arrangement = Self.arrangement(for: brief)
        own = BotanicalLayout.of(size, arrangement)
    }

    /// A photo needs a window; otherwise the seed chooses.
    private static func arrangement(for brief: CoverBrief) -> BotanicalLayout.Arrangement {
        if brief.photo != nil { return .arch }
        var random = StableRandom(seed: "arrangement " + brief.seed)
        return BotanicalLayout.Arrangement.allCases[random.index(below: BotanicalLayout.Arrangement.allCases.count)]
    }

    func ground(dither: Bool, with rasterizer: Rasterizer) throws(ImagingError) -> Canvas {
        switch arrangement {
        case .grove: try grove(dither: dither, rasterizer)
        case .arch: try arch(dither: dither, rasterizer)
        }
    }

    private func scene(dither: Bool, _ rasterizer: Rasterizer) throws(ImagingError) -> Canvas {
        let scene = BotanicalScene(
            palette: palette, seed: brief.seed, moon: own.moon, growth: own.growth, leaf: own.leaf)
        return try scene.drawn(
            width: Int(own.scene.width), height: Int(own.scene.height), dither: dither, with: rasterizer)
    }

    private func grove(dither: Bool, _ rasterizer: Rasterizer) throws(ImagingError) -> Canvas {
        var canvas = try scene(dither: dither, rasterizer)
        if brief.author != nil, layout.alignment == .centered {
            let (width, height) = (canvas.bounds.width, canvas.bounds.height)
            let middle = layout.author.midY
            let foot = layout.author.y - layout.author.height * 3.2
            canvas.fade(
                to: palette.ground, in: Box(x: 0, y: foot, width: width, height: middle - foot), towards: .bottom,
                opacity: 0.9)
            canvas.fade(
                to: palette.ground, in: Box(x: 0, y: middle, width: width, height: height), towards: .top, opacity: 0.9)
        }
        return canvas
    }

    private func arch(dither: Bool, _ rasterizer: Rasterizer) throws(ImagingError) -> Canvas {
        var canvas = try Canvas(width: size.width, height: size.height, color: palette.paper)
        let window = own.scene
        let picture =
            if let photo = brief.photo {
                try Canvas(
                    decoding: photo, width: Int(window.width), height: Int(window.height), background: palette.paper)
            } else {
                try scene(dither: dither, rasterizer)
            }
        drawFrame(around: window, on: &canvas, rasterizer)
        canvas.draw(
            picture, x: Int(window.x), y: Int(window.y),
            through: rasterizer.mask(of: .arch(window), within: canvas.bounds))
        return canvas
    }

    /// A fine line around the window.
    private func drawFrame(around window: Box, on canvas: inout Canvas, _ rasterizer: Rasterizer) {
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
