import Pipelines

/// The colours of a product, made from the brand's so that everything can be read: body text has a contrast of 7 and
/// accents of 4.5 at least, by day and by night.
struct Palette: Hashable, Sendable {
    /// One set of colours that go together.
    struct Scheme: Hashable, Sendable {
        /// Behind everything.
        let ground: Colour
        /// Behind the text of a letter, tables and quotes.
        let surface: Colour
        let ink: Colour
        /// Bylines, captions, the footer.
        let quietInk: Colour
        let rule: Colour
        let accent: Colour
        /// On the accent.
        let accentInk: Colour

        init(ground: Colour, surface: Colour, ink: Colour, accent: Colour) {
            self.ground = ground
            self.surface = surface
            // The lighter and the darker of the two grounds are close; what is readable on both is what counts.
            self.ink = ink.readable(on: surface, ratio: 7).readable(on: ground, ratio: 7)
            quietInk = self.ink.mixed(with: ground, 0.35).readable(on: surface, ratio: 4.6)
                .readable(on: ground, ratio: 4.6)
            rule = self.ink.mixed(with: ground, 0.82)
            self.accent = accent.readable(on: surface, ratio: 4.6).readable(on: ground, ratio: 4.6)
            let candidates = [ground, surface, .white, .black]
            let accent = self.accent
            accentInk = candidates.first { $0.contrast(with: accent) >= 4.5 } ?? .white
        }
    }

    let day: Scheme
    let night: Scheme

    init(brand: Brand) {
        let colours = brand.palette.compactMap(Colour.init(hex:))
        let lightest = colours.max { $0.luminance < $1.luminance }
        let paper = lightest.flatMap { $0.luminance > 0.7 ? $0 : nil } ?? Colour(red: 247, green: 245, blue: 240)
        let darkest = colours.min { $0.luminance < $1.luminance } ?? Colour(red: 28, green: 32, blue: 36)
        let between = colours.filter { $0 != lightest && $0 != darkest }
        let accent = between.max { Self.strength($0) < Self.strength($1) } ?? darkest
        day = Scheme(
            ground: paper, surface: paper.mixed(with: .white, 0.72), ink: darkest.mixed(with: .black, 0.25),
            accent: accent)
        let nightGround = Self.dimmed(darkest)
        night = Scheme(
            ground: nightGround, surface: nightGround.mixed(with: paper, 0.07),
            ink: paper.mixed(with: nightGround, 0.1),
            accent: accent.mixed(with: paper, 0.35))
    }

    /// Full colours of middling lightness make the better links and buttons.
    private static func strength(_ colour: Colour) -> Double {
        colour.saturation - abs(colour.luminance - 0.12)
    }

    private static func dimmed(_ colour: Colour) -> Colour {
        var shade = colour
        while shade.luminance > 0.012 { shade = shade.mixed(with: .black, 0.15) }
        return shade
    }
}
