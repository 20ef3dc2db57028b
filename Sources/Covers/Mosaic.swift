import Imaging

/// Square tiles of plain geometry in a palette's colours. The seed decides which stands where.
struct Mosaic {
    let palette: CoverPalette
    /// The colour that surrounds the mosaic.
    let field: RGB
    let seed: String

    /// What one tile is to be.
    private struct Plan {
        let motif: Tile.Motif
        let turn: Int
        let ground: RGB
        let first: RGB
        let second: RGB
    }

    /// Fills a rectangle whose sides are multiples of the tile's.
    func draw(in figure: Box, tile side: Double, on canvas: inout Canvas, _ rasterizer: Rasterizer) {
        let (columns, rows) = (Int(figure.width / side), Int(figure.height / side))
        for (index, plan) in plans(columns: columns, rows: rows).enumerated() {
            let box = Box(
                x: figure.x + Double(index % columns) * side, y: figure.y + Double(index / columns) * side,
                width: side, height: side)
            canvas.fill(box, with: plan.ground)
            let shapes = Tile(box: box, turn: plan.turn).shapes(of: plan.motif)
            canvas.fill(rasterizer.mask(of: shapes.first, within: box), with: plan.first)
            canvas.fill(rasterizer.mask(of: shapes.second, within: box), with: plan.second)
        }
    }

    /// Every motif comes once before any comes again, and no tile has the ground of the one before it or above it.
    private func plans(columns: Int, rows: Int) -> [Plan] {
        var random = StableRandom(seed: "mosaic " + seed)
        var bag: [Tile.Motif] = []
        var plans: [Plan] = []
        for index in 0..<columns * rows {
            if bag.isEmpty { bag = Tile.Motif.allCases }
            let motif = bag.remove(at: random.index(below: bag.count))
            var taken: [RGB] = []
            if index % columns > 0 { taken.append(plans[index - 1].ground) }
            if index >= columns { taken.append(plans[index - columns].ground) }
            let ground = pick(colors.filter { !taken.contains($0) }, &random)
            let first = pick(colors.filter { Self.distance($0, ground) > 0.2 }, &random)
            let second = pick(
                colors.filter { Self.distance($0, ground) > 0.2 && Self.distance($0, first) > 0.16 }, &random)
            plans.append(
                Plan(motif: motif, turn: random.index(below: 4), ground: ground, first: first, second: second))
        }
        return plans
    }

    private var colors: [RGB] {
        [palette.ground, palette.paper, palette.accent] + palette.foliage
    }

    /// One of the candidates; the accent or the paper where a palette of neighbours leaves none.
    private func pick(_ candidates: [RGB], _ random: inout StableRandom) -> RGB {
        let all = candidates.isEmpty ? [palette.paper, palette.accent] : candidates
        return all[random.index(below: all.count)]
    }

    /// How different two colours look (Euclidean in OKLab, 1 from black to white).
    private static func distance(_ a: RGB, _ b: RGB) -> Double {
        let (a, b) = (OKLab(a), OKLab(b))
        let (lightness, red, blue) = (a.lightness - b.lightness, a.a - b.a, a.b - b.b)
        return (lightness * lightness + red * red + blue * blue).squareRoot()
    }
}
