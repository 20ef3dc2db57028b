import Glibc
import Imaging

/// A night scene of plants: a graded sky, a moon, three depths of growth. The seed decides what grows where.
struct BotanicalScene {
    let palette: CoverPalette
    let seed: String
    /// The moon's centre and radius, in pixels.
    var moon: (center: Point, radius: Double)
    /// How high plants may grow at a place across (0 … 1), in parts of the scene's height.
    var growth: @Sendable (Double) -> Double
    /// The size of leaves, in pixels.
    var leaf: Double

    /// The whole scene on a canvas of its own.
    func drawn(width: Int, height: Int, dither: Bool, with rasterizer: Rasterizer) throws(ImagingError) -> Canvas {
        var canvas = try Canvas(width: width, height: height)
        let (top, bottom) = (
            palette.ground.mixed(with: palette.foliage[0], 0.16), palette.ground.mixed(with: palette.foliage[0], 0.5)
        )
        canvas.fill(
            LinearGradient(
                from: Point(0, 0), to: Point(Double(width) * 0.12, Double(height)),
                stops: [(0, palette.ground), (0.45, top), (1, bottom)]), dither: dither)
        drawMoon(on: &canvas, rasterizer)
        var random = StableRandom(seed: "scene " + seed)
        for depth in 0..<3 {
            drawPlants(depth, on: &canvas, &random, rasterizer)
            drawMist(depth, on: &canvas)
        }
        return canvas
    }

    private func drawMoon(on canvas: inout Canvas, _ rasterizer: Rasterizer) {
        for (scale, opacity) in [(1.75, 0.045), (1.38, 0.07), (1.0, 0.92)] {
            let disc = rasterizer.mask(
                of: .circle(center: moon.center, radius: moon.radius * scale), within: canvas.bounds)
            let low = Point(moon.center.x, moon.center.y + moon.radius)
            let high = Point(moon.center.x, moon.center.y - moon.radius)
            canvas.fill(
                disc,
                with: LinearGradient(
                    from: high, to: low, palette.accent.mixed(with: palette.paper, 0.35),
                    palette.accent.mixed(with: palette.foliage[1], 0.25)), opacity: opacity)
        }
    }

    /// Depth 0 is the farthest: tall, small-leaved and faint; depth 2 the nearest: low, large-leaved and bright.
    private func drawPlants(
        _ depth: Int, on canvas: inout Canvas, _ random: inout StableRandom, _ rasterizer: Rasterizer
    ) {
        let (width, height) = (canvas.bounds.width, canvas.bounds.height)
        let tint = palette.ground.mixed(with: palette.foliage[depth], [0.7, 0.88, 1][depth])
        let size = leaf * [0.72, 1, 1.3][depth]
        let reach = [1.0, 0.78, 0.5][depth]
        let count = max(4, Int(width / (size * [0.72, 0.86, 1.12][depth])))
        for index in 0..<count {
            let across = (Double(index) + random.value(in: 0.15...0.85)) / Double(count)
            let tall = height * growth(across) * reach * random.value(in: 0.62...1)
            let root = Point(across * width, height + size * 0.2)
            let lean = (0.5 - across) * -0.28 + random.value(in: -0.14...0.14)
            let kind = random.index(below: 10)
            guard tall > size * 0.9 else { continue }
            let plant: Plant
            switch (depth, kind) {
            case (_, 0...3):
                plant = .sprig(
                    root: root, height: tall, lean: lean, leaf: size, breadth: [0.34, 0.44, 0.26][kind % 3],
                    random: &random)
            case (_, 4...6):
                plant = .fern(root: root, height: tall, lean: lean * 1.7, random: &random)
            case (0, _), (2, 9):
                plant = .grass(root: root, height: tall, blades: 7, random: &random)
            default:
                plant = .berries(root: root, height: tall, lean: lean, random: &random)
            }
            draw(
                plant, tint: tint.mixed(with: palette.foliage[(depth + 1) % 3], random.value(in: 0...0.22)), depth,
                on: &canvas, rasterizer)
        }
    }

    private func draw(_ plant: Plant, tint: RGB, _ depth: Int, on canvas: inout Canvas, _ rasterizer: Rasterizer) {
        let shaded = tint.mixed(with: palette.ground, 0.24)
        let vein = tint.mixed(with: palette.paper, 0.26)
        let berry = palette.accent.mixed(with: tint, [0.45, 0.15, 0][depth])
        for (path, shade) in plant.shapes {
            let color =
                switch shade {
                case .lit: tint
                case .shaded, .stem: shaded
                case .vein: vein
                case .berry: berry
                }
            canvas.fill(rasterizer.mask(of: path, within: canvas.bounds), with: color)
        }
    }

    /// Air between the depths: what stands behind pales into the ground's colour towards the foot.
    private func drawMist(_ depth: Int, on canvas: inout Canvas) {
        let box = Box(
            x: 0, y: canvas.bounds.height * 0.5, width: canvas.bounds.width, height: canvas.bounds.height * 0.5)
        canvas.fade(to: palette.ground, in: box, towards: .bottom, opacity: [0.42, 0.3, 0.12][depth])
    }
}
