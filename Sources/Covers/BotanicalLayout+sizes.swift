import Glibc
import Imaging

extension BotanicalLayout {
    /// The layout of one size in one arrangement.
    static func of(_ size: CoverSize, _ arrangement: Arrangement) -> BotanicalLayout {
        let isArch = arrangement == .arch
        return switch size {
        case .book: book(isArch)
        case .card: card(isArch)
        case .header: header(isArch)
        case .square: square(isArch)
        }
    }

    /// Taller at both sides than in the middle, where the moon stands.
    private static func valley(_ middle: Double, _ sides: Double) -> @Sendable (Double) -> Double {
        { across in middle + (sides - middle) * pow(abs(across - 0.5) * 2, 1.6) }
    }

    /// Nothing up to a place across, then a slope up to the right edge.
    private static func slope(from start: Double, _ top: Double) -> @Sendable (Double) -> Double {
        { across in across < start ? 0 : top * (0.4 + 0.6 * (across - start) / (1 - start)) }
    }

    private static func book(_ isArch: Bool) -> BotanicalLayout {
        BotanicalLayout(
            words: CoverLayout(
                alignment: .centered,
                text: isArch
                    ? Box(x: 150, y: 170, width: 1_300, height: 790) : Box(x: 140, y: 200, width: 1_320, height: 940),
                isCentered: isArch, author: Box(x: 150, y: 2_214, width: 1_300, height: 70), title: (64...250, 8),
                subtitle: (36...58, 3), small: 30...46, gap: 54),
            scene: isArch
                ? Box(x: 290, y: 1_060, width: 1_020, height: 1_060) : Box(x: 0, y: 0, width: 1_600, height: 2_400),
            moon: isArch ? (Point(510, 400), 190) : (Point(800, 1_560), 290), leaf: isArch ? 118 : 190,
            growth: isArch ? valley(0.42, 0.86) : valley(0.32, 0.6))
    }

    private static func card(_ isArch: Bool) -> BotanicalLayout {
        BotanicalLayout(
            words: CoverLayout(
                alignment: .leading, text: Box(x: 72, y: 66, width: 650, height: 420), isCentered: true,
                author: Box(x: 72, y: 530, width: 650, height: 34), title: (30...112, 7), subtitle: (22...30, 3),
                small: 18...22, gap: 24),
            scene: isArch ? Box(x: 800, y: 72, width: 328, height: 558) : Box(x: 0, y: 0, width: 1_200, height: 630),
            moon: isArch ? (Point(164, 190), 84) : (Point(950, 230), 124), leaf: isArch ? 62 : 76,
            growth: isArch ? valley(0.46, 0.82) : slope(from: 0.64, 0.92))
    }

    private static func header(_ isArch: Bool) -> BotanicalLayout {
        BotanicalLayout(
            words: CoverLayout(
                alignment: .leading, text: Box(x: 60, y: 42, width: 730, height: 258), isCentered: true,
                author: Box(x: 60, y: 330, width: 730, height: 26), title: (26...92, 5), subtitle: (20...25, 2),
                small: 16...19, gap: 18),
            scene: isArch ? Box(x: 876, y: 44, width: 264, height: 356) : Box(x: 0, y: 0, width: 1_200, height: 400),
            moon: isArch ? (Point(132, 136), 60) : (Point(985, 150), 84), leaf: isArch ? 48 : 56,
            growth: isArch ? valley(0.42, 0.78) : slope(from: 0.68, 0.95))
    }

    private static func square(_ isArch: Bool) -> BotanicalLayout {
        BotanicalLayout(
            words: CoverLayout(
                alignment: .centered,
                text: isArch ? Box(x: 90, y: 76, width: 900, height: 400) : Box(x: 90, y: 96, width: 900, height: 440),
                isCentered: isArch, author: Box(x: 90, y: 984, width: 900, height: 36), title: (36...136, 6),
                subtitle: (24...32, 2), small: 19...24, gap: 28),
            scene: isArch ? Box(x: 300, y: 510, width: 480, height: 430) : Box(x: 0, y: 0, width: 1_080, height: 1_080),
            moon: isArch ? (Point(240, 170), 84) : (Point(540, 700), 124), leaf: isArch ? 62 : 96,
            growth: isArch ? valley(0.36, 0.74) : valley(0.27, 0.5))
    }
}
