import Imaging

/// One square of a mosaic: a place, turned by quarters, where shapes are told in parts of its side.
struct Tile {
    /// What a tile shows.
    enum Motif: CaseIterable {
        case quarter, arcs, half, leaf, disc, rings, stripes, wedge, dots, dotted
    }

    let box: Box
    /// 0 … 3 quarter turns.
    let turn: Int

    /// How far a cubic's controls lie along the tangents of a quarter circle of radius 1.
    private static let bow = 0.5522847498

    /// The motif's shapes: what takes the tile's first colour, and what takes its second.
    func shapes(of motif: Motif) -> (first: Path, second: Path) {
        var (first, second) = (Path(), Path())
        switch motif {
        case .quarter: addQuarter(1, to: &first)
        case .arcs: for radius in [1, 0.8, 0.6, 0.4, 0.2] { addQuarter(radius, to: &first) }
        case .half:
            addHalf(to: &first)
            second = .circle(center: place(0.5, 0.75), radius: box.width * 0.13)
        case .leaf: addLeaf(to: &first)
        case .disc: first = circle(0.5)
        case .rings:
            for radius in [0.5, 0.34] { first.append(circle(radius)) }
            second = circle(0.18)
        case .stripes: for index in 0..<4 { addBox(0, Double(index) / 4, 1, 0.125, to: &first) }
        case .wedge: add([place(0, 0), place(1, 0), place(0, 1)], to: &first)
        case .dots:
            for row in 0..<4 {
                for column in 0..<4 {
                    let center = place(Double(column) / 4 + 0.125, Double(row) / 4 + 0.125)
                    first.append(.circle(center: center, radius: box.width * 0.065))
                }
            }
        case .dotted:
            addQuarter(1, to: &first)
            second = .circle(center: place(0.36, 0.36), radius: box.width * 0.17)
        }
        return (first, second)
    }

    /// A place in the tile, 0 … 1 each way, turned with it.
    private func place(_ x: Double, _ y: Double) -> Point {
        let (turnedX, turnedY) =
            switch turn % 4 {
            case 0: (x, y)
            case 1: (1 - y, x)
            case 2: (1 - x, 1 - y)
            default: (y, 1 - x)
            }
        return Point(box.x + turnedX * box.width, box.y + turnedY * box.height)
    }

    private func circle(_ radius: Double) -> Path {
        .circle(center: place(0.5, 0.5), radius: box.width * radius)
    }

    private func addQuarter(_ radius: Double, to path: inout Path) {
        let bow = radius * Self.bow
        path.move(to: place(0, 0))
        path.line(to: place(radius, 0))
        path.curve(place(radius, bow), place(bow, radius), to: place(0, radius))
    }

    private func addHalf(to path: inout Path) {
        let bow = Self.bow / 2
        path.move(to: place(0, 0))
        path.line(to: place(1, 0))
        path.curve(place(1, bow), place(0.5 + bow, 0.5), to: place(0.5, 0.5))
        path.curve(place(0.5 - bow, 0.5), place(0, bow), to: place(0, 0))
    }

    private func addLeaf(to path: inout Path) {
        let rest = 1 - Self.bow
        path.move(to: place(1, 0))
        path.curve(place(1, Self.bow), place(Self.bow, 1), to: place(0, 1))
        path.curve(place(0, rest), place(rest, 0), to: place(1, 0))
    }

    private func addBox(_ x: Double, _ y: Double, _ width: Double, _ height: Double, to path: inout Path) {
        add([place(x, y), place(x + width, y), place(x + width, y + height), place(x, y + height)], to: &path)
    }

    private func add(_ corners: [Point], to path: inout Path) {
        path.move(to: corners[0])
        for corner in corners.dropFirst() { path.line(to: corner) }
    }
}
