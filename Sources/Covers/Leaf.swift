import Glibc
import Imaging

/// One leaf: two halves along a bent spine, so that each can have its own shade.
struct Leaf {
    let left: Path
    let right: Path
    let spine: [Point]

    /// - Parameters:
    ///   - angle: where the tip points, in radians, 0 to the right and y downwards.
    ///   - breadth: the widest place, in parts of the length.
    ///   - bend: how far the tip leans aside, in parts of the length.
    init(base: Point, angle: Double, length: Double, breadth: Double, bend: Double) {
        let along = Point(cos(angle), sin(angle)) * length
        let across = Point(-sin(angle), cos(angle)) * length
        let tip = base + along + across * bend
        func place(_ t: Double, _ side: Double) -> Point { base + along * t + across * (side + bend * t * t) }
        func half(_ side: Double) -> Path {
            var path = Path()
            path.move(to: base)
            path.curve(place(0.22, side * 1.25), place(0.66, side * 1.15), to: tip)
            path.curve(place(0.66, 0), place(0.33, 0), to: base)
            return path
        }
        left = half(breadth / 2)
        right = half(-breadth / 2)
        spine = (0...6).map { step in place(Double(step) / 6.6, 0) }
    }
}
