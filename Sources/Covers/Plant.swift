import Glibc
import Imaging

/// A plant as shapes, from the back to the front.
struct Plant {
    /// How a shape is coloured, relative to the plant's own colour.
    enum Shade {
        case stem, lit, shaded, vein, berry
    }

    private(set) var shapes: [(Path, Shade)] = []

    /// A stem that rises from `root`, leaning, with leaves to both sides that shrink towards the top.
    static func sprig(
        root: Point, height: Double, lean: Double, leaf: Double, breadth: Double, random: inout StableRandom
    ) -> Plant {
        var plant = Plant()
        let stem = stemPoints(root: root, height: height, lean: lean, sway: random.value(in: -0.05...0.05))
        plant.add(stem, width: leaf * 0.075)
        let pairs = max(3, Int(height / (leaf * 0.52)))
        for index in 0..<pairs {
            let t = 0.16 + 0.8 * Double(index) / Double(pairs)
            let length = leaf * (1.05 - 0.6 * t) * random.value(in: 0.88...1.12)
            let direction = direction(of: stem, at: t)
            for side in [-1.0, 1.0] {
                let place = point(of: stem, at: min(t + (side > 0 ? 0.35 / Double(pairs) : 0), 1))
                let angle = direction + side * random.value(in: 0.72...0.98) * (1.05 - 0.35 * t)
                plant.add(
                    Leaf(base: place, angle: angle, length: length, breadth: breadth, bend: -side * 0.16), hasVein: true
                )
            }
        }
        plant.add(
            Leaf(
                base: stem[stem.count - 1], angle: direction(of: stem, at: 1), length: leaf * 0.5, breadth: breadth,
                bend: 0),
            hasVein: true)
        return plant
    }

    /// An arching frond with many slender leaflets.
    static func fern(root: Point, height: Double, lean: Double, random: inout StableRandom) -> Plant {
        var plant = Plant()
        let stem = stemPoints(root: root, height: height, lean: lean, sway: lean * 0.5)
        plant.add(stem, width: height * 0.011)
        let count = 26
        for index in 0..<count {
            let t = 0.12 + 0.87 * Double(index) / Double(count - 1)
            let envelope = sin(.pi * min(1, pow(t, 0.72))) * 0.9 + 0.1 * (1 - t)
            let length = height * 0.2 * envelope * random.value(in: 0.94...1.06)
            guard length > 3 else { continue }
            let direction = direction(of: stem, at: t)
            for side in [-1.0, 1.0] {
                plant.add(
                    Leaf(
                        base: point(of: stem, at: t), angle: direction + side * (1.12 - 0.35 * t), length: length,
                        breadth: 0.2, bend: -side * 0.14), hasVein: false)
            }
        }
        return plant
    }

    /// A tuft of long blades.
    static func grass(root: Point, height: Double, blades: Int, random: inout StableRandom) -> Plant {
        var plant = Plant()
        for blade in 0..<blades {
            let spread = Double(blade) / Double(max(blades - 1, 1)) * 2 - 1
            let tall = height * random.value(in: 0.62...1)
            let foot = Point(root.x + spread * height * 0.05, root.y)
            let spine = stemPoints(root: foot, height: tall, lean: spread * 0.34, sway: spread * 0.12)
            let width = height * 0.03
            let widths = spine.indices.map { index in
                let t = Double(index) / Double(spine.count - 1)
                return width * (1 - pow(t, 2.4)) * (0.55 + 0.45 * min(1, t * 4)) + 0.6
            }
            plant.shapes.append((Path.ribbon(spine, widths: widths), blade % 2 == 0 ? .lit : .shaded))
        }
        return plant
    }

    /// Thin forked stalks with berries.
    static func berries(root: Point, height: Double, lean: Double, random: inout StableRandom) -> Plant {
        var plant = Plant()
        let stem = stemPoints(root: root, height: height, lean: lean, sway: lean * 0.3)
        plant.add(stem, width: height * 0.007)
        for index in 0..<7 {
            let t = 0.5 + 0.5 * Double(index) / 6
            let base = point(of: stem, at: t)
            let side: Double = index == 6 ? 0 : index % 2 == 0 ? -1 : 1
            let angle = direction(of: stem, at: t) + side * random.value(in: 0.5...0.8)
            let end = base + Point(cos(angle), sin(angle)) * (height * (index == 6 ? 0.03 : 0.12 - 0.05 * t))
            plant.shapes.append((Path.stroke(from: base, to: end, width: height * 0.005), .stem))
            let radius = height * 0.0165 * random.value(in: 0.8...1.1)
            plant.shapes.append((Path.circle(center: end, radius: radius), .berry))
        }
        return plant
    }

    private mutating func add(_ leaf: Leaf, hasVein: Bool) {
        shapes.append((leaf.left, .lit))
        shapes.append((leaf.right, .shaded))
        guard hasVein, let first = leaf.spine.first, let last = leaf.spine.last else { return }
        let length = ((last.x - first.x) * (last.x - first.x) + (last.y - first.y) * (last.y - first.y)).squareRoot()
        let widths = leaf.spine.indices.map { length * 0.02 * (1 - Double($0) / 6.5) + 0.4 }
        shapes.append((Path.ribbon(leaf.spine, widths: widths), .vein))
    }

    private mutating func add(_ stem: [Point], width: Double) {
        let widths = stem.indices.map { width * (1 - 0.75 * Double($0) / Double(stem.count - 1)) + 0.8 }
        shapes.append((Path.ribbon(stem, widths: widths), .stem))
    }

    /// A curve upwards: `lean` is how far the top stands aside, in parts of the height, `sway` a bow on the way.
    private static func stemPoints(root: Point, height: Double, lean: Double, sway: Double) -> [Point] {
        (0...24).map { step in
            let t = Double(step) / 24
            return Point(
                root.x + height * (lean * t * t + sway * sin(.pi * t)), root.y - height * (t - 0.06 * t * t * abs(lean))
            )
        }
    }

    private static func point(of stem: [Point], at t: Double) -> Point {
        let place = t * Double(stem.count - 1)
        let index = min(Int(place), stem.count - 2)
        return stem[index] + (stem[index + 1] - stem[index]) * (place - Double(index))
    }

    private static func direction(of stem: [Point], at t: Double) -> Double {
        let index = min(Int(t * Double(stem.count - 1)), stem.count - 2)
        let step = stem[index + 1] - stem[index]
        return atan2(step.y, step.x)
    }
}
