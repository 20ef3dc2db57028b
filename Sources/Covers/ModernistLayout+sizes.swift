import Imaging

extension ModernistLayout {
    /// The layout of one size in one arrangement.
    static func of(_ size: CoverSize, _ arrangement: Arrangement) -> ModernistLayout {
        let isMosaic = arrangement == .mosaic
        return switch size {
        case .book: book(isMosaic)
        case .card: card(isMosaic)
        case .header: header(isMosaic)
        case .square: square(isMosaic)
        }
    }

    private static func book(_ isMosaic: Bool) -> ModernistLayout {
        let top = isMosaic ? 120.0 : 920.0
        let foot = isMosaic ? 1_100.0 : 2_290.0
        return ModernistLayout(
            words: CoverLayout(
                alignment: .leading, text: Box(x: 120, y: top + 60, width: 1_360, height: foot - top - 200),
                isCentered: false, author: Box(x: 120, y: foot - 60, width: 1_360, height: 60), title: (64...520, 8),
                subtitle: (38...56, 3), small: 36...50, gap: 56),
            figure: isMosaic
                ? Box(x: 0, y: 1_200, width: 1_600, height: 1_200) : Box(x: 0, y: 0, width: 1_600, height: 800),
            tile: isMosaic ? 400 : 800, rule: Box(x: 120, y: top, width: 1_360, height: 14), fine: 3)
    }

    private static func card(_ isMosaic: Bool) -> ModernistLayout {
        let edge = isMosaic ? 780.0 : 885.0
        let width = edge - 64 - 52
        return ModernistLayout(
            words: CoverLayout(
                alignment: .leading, text: Box(x: 64, y: 84, width: width, height: 410), isCentered: false,
                author: Box(x: 64, y: 540, width: width, height: 32), title: (30...200, 7), subtitle: (22...30, 3),
                small: 18...23, gap: 26),
            figure: Box(x: edge, y: 0, width: 1_200 - edge, height: 630), tile: isMosaic ? 210 : 315,
            rule: Box(x: 64, y: 56, width: width, height: 7), fine: 2)
    }

    private static func header(_ isMosaic: Bool) -> ModernistLayout {
        ModernistLayout(
            words: CoverLayout(
                alignment: .leading, text: Box(x: 48, y: 58, width: 706, height: 238), isCentered: false,
                author: Box(x: 48, y: 334, width: 706, height: 28), title: (26...150, 5), subtitle: (20...25, 2),
                small: 16...20, gap: 18),
            figure: Box(x: 800, y: 0, width: 400, height: 400), tile: isMosaic ? 200 : 400,
            rule: Box(x: 48, y: 36, width: 706, height: 6), fine: 2)
    }

    private static func square(_ isMosaic: Bool) -> ModernistLayout {
        let top = isMosaic ? 64.0 : 598.0
        return ModernistLayout(
            words: CoverLayout(
                alignment: .leading, text: Box(x: 72, y: top + 32, width: 936, height: 310), isCentered: false,
                author: Box(x: 72, y: top + 388, width: 936, height: 34), title: (36...230, 6), subtitle: (24...32, 2),
                small: 20...25, gap: 28),
            figure: Box(x: 0, y: isMosaic ? 540 : 0, width: 1_080, height: 540), tile: isMosaic ? 270 : 540,
            rule: Box(x: 72, y: top, width: 936, height: 8), fine: 2)
    }
}
