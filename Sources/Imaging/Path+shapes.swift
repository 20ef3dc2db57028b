extension Path {
    /// How far a cubic's controls lie along the tangents of a quarter circle of radius 1.
    private static let quarter = 0.5522847498

    /// An ellipse inside a rectangle.
    package static func ellipse(in box: Box) -> Path {
        roundedRectangle(box, radiusX: box.width / 2, radiusY: box.height / 2)
    }

    /// A disc.
    package static func circle(center: Point, radius: Double) -> Path {
        ellipse(in: Box(x: center.x - radius, y: center.y - radius, width: 2 * radius, height: 2 * radius))
    }

    /// The band between two circles.
    package static func ring(center: Point, radius: Double, thickness: Double) -> Path {
        var path = circle(center: center, radius: radius + thickness / 2)
        path.append(circle(center: center, radius: max(radius - thickness / 2, 0)))
        return path
    }

    /// A rectangle with rounded corners; radius 0 gives sharp ones.
    package static func rectangle(_ box: Box, radius: Double = 0) -> Path {
        let bounded = min(radius, box.width / 2, box.height / 2)
        return roundedRectangle(box, radiusX: bounded, radiusY: bounded)
    }

    /// A window with a half-round top.
    package static func arch(_ box: Box) -> Path {
        let radius = min(box.width / 2, box.height)
        let control = radius * quarter
        var path = Path()
        path.move(to: Point(box.x, box.maxY))
        path.line(to: Point(box.x, box.y + radius))
        path.curve(
            Point(box.x, box.y + radius - control), Point(box.midX - control, box.y), to: Point(box.midX, box.y))
        path.curve(
            Point(box.midX + control, box.y), Point(box.maxX, box.y + radius - control),
            to: Point(box.maxX, box.y + radius))
        path.line(to: Point(box.maxX, box.maxY))
        return path
    }

    /// A line drawn by a pen of a width, with flat ends.
    package static func stroke(from start: Point, to end: Point, width: Double) -> Path {
        ribbon([start, end], widths: [width, width])
    }

    /// A band along points, as wide at each as said: stems, veins, strokes. Fewer than two points give nothing.
    package static func ribbon(_ spine: [Point], widths: [Double]) -> Path {
        guard spine.count > 1, widths.count == spine.count else { return Path() }
        var left: [Point] = []
        var right: [Point] = []
        for index in spine.indices {
            let tangent = spine[min(index + 1, spine.count - 1)] - spine[max(index - 1, 0)]
            let length = max((tangent.x * tangent.x + tangent.y * tangent.y).squareRoot(), 1e-9)
            let normal = Point(-tangent.y, tangent.x) * (widths[index] / 2 / length)
            left.append(spine[index] + normal)
            right.append(spine[index] - normal)
        }
        var path = Path()
        path.move(to: left[0])
        for point in left.dropFirst() + right.reversed() { path.line(to: point) }
        return path
    }

    /// Adds another path's contours.
    package mutating func append(_ other: Path) {
        for segment in other.segments {
            switch segment {
            case .move(let point): move(to: point)
            case .line(let point): line(to: point)
            case .curve(let control1, let control2, let end): curve(control1, control2, to: end)
            }
        }
    }

    private static func roundedRectangle(_ box: Box, radiusX: Double, radiusY: Double) -> Path {
        let (dx, dy) = (radiusX * (1 - quarter), radiusY * (1 - quarter))
        var path = Path()
        path.move(to: Point(box.x + radiusX, box.y))
        path.line(to: Point(box.maxX - radiusX, box.y))
        path.curve(
            Point(box.maxX - dx, box.y), Point(box.maxX, box.y + dy), to: Point(box.maxX, box.y + radiusY))
        path.line(to: Point(box.maxX, box.maxY - radiusY))
        path.curve(
            Point(box.maxX, box.maxY - dy), Point(box.maxX - dx, box.maxY), to: Point(box.maxX - radiusX, box.maxY))
        path.line(to: Point(box.x + radiusX, box.maxY))
        path.curve(
            Point(box.x + dx, box.maxY), Point(box.x, box.maxY - dy), to: Point(box.x, box.maxY - radiusY))
        path.line(to: Point(box.x, box.y + radiusY))
        path.curve(Point(box.x, box.y + dy), Point(box.x + dx, box.y), to: Point(box.x + radiusX, box.y))
        return path
    }
}
