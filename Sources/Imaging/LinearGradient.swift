/// A gradient along the line from one point to another, mixed in OKLab.
package struct LinearGradient: Sendable {
    /// Steps of the precomputed ramp; finer than a screen can show over any cover.
    static let steps = 1_024

    /// The ramp's components in 1/256 of an 8-bit level, so that later arithmetic is exact on every machine.
    let ramp: [SIMD4<Int32>]
    private let start: Point
    private let slopeX: Double
    private let slopeY: Double

    /// - Parameter stops: colours at positions 0 … 1, in order; at least one.
    package init(from start: Point, to end: Point, stops: [(Double, RGB)]) {
        let direction = end - start
        let length = max(direction.x * direction.x + direction.y * direction.y, 1e-9)
        self.start = start
        slopeX = direction.x / length
        slopeY = direction.y / length
        let labs = stops.map { ($0.0, OKLab($0.1)) }
        ramp = (0...Self.steps).map { step in
            let color = Self.color(at: Double(step) / Double(Self.steps), labs).rgb
            return SIMD4(
                Int32(color.red * 65_280 + 0.5), Int32(color.green * 65_280 + 0.5), Int32(color.blue * 65_280 + 0.5), 0)
        }
    }

    /// From one colour to another.
    package init(from start: Point, to end: Point, _ first: RGB, _ last: RGB) {
        self.init(from: start, to: end, stops: [(0, first), (1, last)])
    }

    /// The ramp's index at a pixel's centre, and its growth from one column to the next, both times 2^16.
    func position(x: Int, y: Int) -> (index: Int, step: Int) {
        let scale = Double(Self.steps) * 65_536
        let value = (Double(x) + 0.5 - start.x) * slopeX + (Double(y) + 0.5 - start.y) * slopeY
        let bounded = min(max(value, -1_000), 1_000)
        return (Int(bounded * scale), Int(slopeX * scale))
    }

    private static func color(at position: Double, _ stops: [(Double, OKLab)]) -> OKLab {
        guard let upper = stops.firstIndex(where: { $0.0 >= position }), upper > 0 else {
            return position <= stops[0].0 ? stops[0].1 : stops[stops.count - 1].1
        }
        let (low, high) = (stops[upper - 1], stops[upper])
        return low.1.mixed(with: high.1, (position - low.0) / max(high.0 - low.0, 1e-9))
    }
}
