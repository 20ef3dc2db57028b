/// Rows in columns, as wide as their widest cell; the last column is not padded.
struct Table {
    private var rows: [[String]]

    init(_ header: [String]) { rows = [header.map { $0.uppercased() }] }

    var isEmpty: Bool { rows.count == 1 }

    mutating func add(_ cells: [String]) { rows.append(cells) }

    /// The lines, two spaces between columns.
    var lines: [String] {
        let columns = rows.map(\.count).max() ?? 0
        let widths = (0..<columns).map { column in rows.map { $0.count > column ? $0[column].count : 0 }.max() ?? 0 }
        return rows.map { row in
            row.enumerated().map { index, cell in
                index == row.count - 1 ? cell : cell + String(repeating: " ", count: widths[index] - cell.count)
            }.joined(separator: "  ")
        }
    }
}
