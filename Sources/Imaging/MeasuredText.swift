/// Pieces of a text with their widths in ems, so that any size can be tried without shaping again.
struct MeasuredText {
    private let pieces: [LineBreaker.Piece]
    private let widths: [Double]
    /// What stands before each piece that does not begin a line.
    private let gaps: [Double]

    init(_ pieces: some Sequence<LineBreaker.Piece>, _ style: TextStyle, _ engine: TextEngine) throws(ImagingError) {
        self.pieces = Array(pieces)
        let space = try engine.shape("n n", style).width - engine.shape("nn", style).width
        var widths: [Double] = []
        for piece in self.pieces { widths.append(try engine.shape(piece.text, style).width) }
        self.widths = widths
        gaps = self.pieces.map { $0.hasSpaceBefore ? space : style.tracking }
    }

    /// True if the text, set at `size`, has no line too wide, no line too many, and is not too high.
    func fits(_ fitter: TextFitter, at size: Double) -> Bool {
        let width = fitter.width / size
        guard widths.allSatisfy({ $0 <= width }) else { return false }
        let count = lineCount(width: width)
        return count <= fitter.maximumLines && Double(count - 1) * fitter.leading + 0.7 <= fitter.height / size
    }

    /// The fewest lines possible, broken so that their ends differ least: dynamic programming over squared slack.
    func balancedLines(width: Double) -> [String] {
        let count = lineCount(width: width)
        var costs = [Double](repeating: .infinity, count: pieces.count + 1)
        costs[0] = 0
        var breaks = [[Int]](repeating: [Int](repeating: 0, count: pieces.count + 1), count: count)
        for line in 0..<count {
            var next = [Double](repeating: .infinity, count: pieces.count + 1)
            for end in 1...pieces.count {
                var length = 0.0
                for start in stride(from: end - 1, through: 0, by: -1) {
                    length += widths[start] + (start + 1 < end ? gaps[start + 1] : 0)
                    if length > width, start < end - 1 { break }
                    let cost = costs[start] + (width - length) * (width - length)
                    if cost < next[end] {
                        next[end] = cost
                        breaks[line][end] = start
                    }
                }
            }
            costs = next
        }
        var end = pieces.count
        var lines: [String] = []
        for line in stride(from: count - 1, through: 0, by: -1) {
            lines.append(LineBreaker.line(pieces[breaks[line][end]..<end]))
            end = breaks[line][end]
        }
        return lines.reversed()
    }

    private func lineCount(width: Double) -> Int {
        var count = 1
        var length = 0.0
        for index in pieces.indices {
            let extended = length == 0 ? widths[index] : length + gaps[index] + widths[index]
            if extended > width, length > 0 {
                count += 1
                length = widths[index]
            } else {
                length = extended
            }
        }
        return count
    }
}
