import Imaging

/// The colours of one cover.
struct CoverPalette: Equatable {
    /// The dark ground.
    let ground: RGB
    /// The light ground, and ink on the dark one.
    let paper: RGB
    /// Leaves, from the far to the near.
    let foliage: [RGB]
    /// The one bright colour: moon, berries, rules.
    let accent: RGB

    /// Dark ink on paper.
    var ink: RGB { ground.toned(lightness: 0.24, chroma: 0.8) }

    /// Palettes for products without a brand's colours.
    static let builtIn: [CoverPalette] = [
        CoverPalette(0x0E2A26, paper: 0xF6F0E2, foliage: [0x2F6F5E, 0x5E9C76, 0xA9C48A], accent: 0xF0B562),
        CoverPalette(0x14223D, paper: 0xF5EFE4, foliage: [0x2E5D77, 0x4B8C8B, 0x9CC3A5], accent: 0xF2A07B),
        CoverPalette(0x2B1B2F, paper: 0xF8EEE6, foliage: [0x5C4A78, 0x7F7FA0, 0xB3B88F], accent: 0xEE9A7A),
        CoverPalette(0x1E2A1B, paper: 0xF7F2E0, foliage: [0x4A6B3A, 0x7A9150, 0xC1BE75], accent: 0xE8794A),
        CoverPalette(0x0B2B3A, paper: 0xEFF3EC, foliage: [0x1F6678, 0x3E9488, 0x9AC7A0], accent: 0xF6CF65),
        CoverPalette(0x3A1F1C, paper: 0xFAF0E3, foliage: [0x6C5A3C, 0x8C8A55, 0xC2B77C], accent: 0xE9A23B),
    ]

    /// The brand's colours if it has any, else those that the seed chooses.
    static func choose(brand: [String], seed: String) throws(CoverError) -> CoverPalette {
        guard !brand.isEmpty else {
            var random = StableRandom(seed: "palette " + seed)
            return builtIn[random.index(below: builtIn.count)]
        }
        var colors: [RGB] = []
        for text in brand.prefix(8) {
            do throws(ImagingError) {
                colors.append(try RGB(hex: text))
            } catch {
                throw CoverError(.invalidPalette, "In the brand's palette, \(error.message)", underlying: error)
            }
        }
        return CoverPalette(brand: colors)
    }

    /// Roles for a brand's colours: the darkest is the ground, a light one the paper, the most vivid of the rest the
    /// accent; leaves take the others, or shades between ground and accent where there are none.
    init(brand colors: [RGB]) {
        let byLightness = colors.sorted { OKLab($0).lightness < OKLab($1).lightness }
        let darkest = byLightness.first ?? RGB(0x0E2A26)
        let lightest = byLightness.last ?? darkest
        ground = OKLab(darkest).lightness < 0.38 ? darkest : darkest.toned(lightness: 0.26)
        let hasPaper = OKLab(lightest).lightness > 0.88
        paper = hasPaper ? lightest : lightest.toned(lightness: 0.955, chroma: 0.18)
        let middle = colors.filter { $0 != darkest && !(hasPaper && $0 == lightest) }
        accent = middle.max { Self.warmth($0) < Self.warmth($1) } ?? RGB(0xF0B562)
        let accent = accent
        let own = middle.filter { $0 != accent }.sorted { OKLab($0).lightness < OKLab($1).lightness }
        let near = own.last ?? ground.mixed(with: paper, 0.5)
        foliage = [
            ground.mixed(with: own.first ?? near, 0.75), own.first ?? near,
            near.mixed(with: paper, own.count > 1 ? 0.15 : 0.35),
        ]
    }

    private init(_ ground: UInt32, paper: UInt32, foliage: [UInt32], accent: UInt32) {
        self.ground = RGB(ground)
        self.paper = RGB(paper)
        self.foliage = foliage.map { RGB($0) }
        self.accent = RGB(accent)
    }

    /// How far a colour stands out beside leaves: vivid and towards red and yellow.
    private static func warmth(_ color: RGB) -> Double {
        let lab = OKLab(color)
        return (lab.a * lab.a + lab.b * lab.b).squareRoot() + lab.a + lab.lightness * 0.05
    }
}
