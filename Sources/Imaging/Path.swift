/// The outline of a shape: closed contours of lines and cubic curves. What two contours cover twice is a hole.
package struct Path: Sendable {
    /// A piece of a contour, ending at `end`.
    enum Segment: Sendable {
        case move(Point)
        case line(Point)
        case curve(Point, Point, end: Point)
    }

    private(set) var segments: [Segment] = []
    private(set) var points: [Point] = []

    package init() {}

    /// Ends the contour and starts another.
    package mutating func move(to point: Point) {
        segments.append(.move(point))
        points.append(point)
    }

    /// A straight line.
    package mutating func line(to point: Point) {
        segments.append(.line(point))
        points.append(point)
    }

    /// A cubic Bézier curve.
    package mutating func curve(_ control1: Point, _ control2: Point, to end: Point) {
        segments.append(.curve(control1, control2, end: end))
        points += [control1, control2, end]
    }

    /// A rectangle around all points, controls included.
    package var bounds: Box {
        guard let first = points.first else { return Box(x: 0, y: 0, width: 0, height: 0) }
        var (left, top, right, bottom) = (first.x, first.y, first.x, first.y)
        for point in points {
            left = min(left, point.x)
            right = max(right, point.x)
            top = min(top, point.y)
            bottom = max(bottom, point.y)
        }
        return Box(x: left, y: top, width: right - left, height: bottom - top)
    }
}
