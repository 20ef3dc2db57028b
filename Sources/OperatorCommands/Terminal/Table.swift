/// Rows in columns, as wide as their widest cell; the last column is not padded.
struct Table {
    /// How a column's cells stand.
    enum Alignment: Sendable { case left, right }

    private let alignments: [Alignment]
    private var rows: [[Cell]]

    /// - Parameter header: The columns' names; one that begins with `>` is set to the right, as figures are.
    init(_ header: [String]) {
        alignments = header.map { $0.hasPrefix(">") ? .right : .left }
        rows = [header.map { Cell(($0.hasPrefix(">") ? String($0.dropFirst()) : $0).uppercased(), .dim) }]
    }

    var isEmpty: Bool { rows.count == 1 }

    mutating func add(_ cells: [Cell]) { rows.append(cells) }

    /// The lines, two spaces between columns.
    ///
    /// - Parameter paint: What a terminal makes of a text and its style; elsewhere the text alone.
    func lines(_ paint: (String, Style) -> String = { text, _ in text }) -> [String] {
        let columns = rows.map(\.count).max() ?? 0
        let widths = (0..<columns).map { column in rows.map { $0.count > column ? $0[column].width : 0 }.max() ?? 0 }
        return rows.map { row in
            row.enumerated().map { index, cell in
                let isLast = index == row.count - 1
                let gap = String(repeating: " ", count: widths[index] - cell.width)
                let painted = paint(cell.text, cell.style)
                if alignments.count > index, alignments[index] == .right { return gap + painted }
                return isLast ? painted : painted + gap
            }.joined(separator: "  ")
        }
    }
}
