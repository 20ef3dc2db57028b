/// A CSV file with a header (RFC 4180: commas, doubled quotes, line breaks inside quotes; LF alone is accepted).
package struct CSVTable: Sendable, Hashable {
    /// One row below the header.
    package struct Row: Sendable, Hashable {
        /// Where it begins, from 1.
        package var line: Int
        /// As many as the header has.
        package var fields: [String]
    }

    package static let rowLimit = 1_000_000
    package static let columnLimit = 1_000

    package private(set) var header: [String] = []
    package private(set) var rows: [Row] = []

    /// Reads UTF-8 bytes; a byte order mark is skipped, empty lines are too.
    package init(_ bytes: [UInt8]) throws(CSVError) {
        let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        var reader = CSVReader(bytes[start...])
        guard let first = try reader.nextRecord() else {
            throw CSVError(code: .noHeader, line: 1, message: "The table is empty: its first line names the columns.")
        }
        header = first.fields.map(Self.trimmed)
        try checkHeader(line: first.line)
        while let record = try reader.nextRecord() {
            guard record.fields.count == header.count else {
                throw CSVError(
                    code: .fieldCount, line: record.line,
                    message: "The row has \(record.fields.count) fields, but the header has \(header.count).")
            }
            guard rows.count < Self.rowLimit else {
                throw CSVError(
                    code: .limit, line: record.line, message: "A table has at most \(Self.rowLimit) rows.")
            }
            rows.append(record)
        }
    }

    /// The position of a column.
    package func column(_ name: String) -> Int? { header.firstIndex(of: name) }

    private func checkHeader(line: Int) throws(CSVError) {
        guard header.count <= Self.columnLimit else {
            throw CSVError(code: .limit, line: line, message: "A table has at most \(Self.columnLimit) columns.")
        }
        var seen: Set<String> = []
        for name in header {
            guard !name.isEmpty, seen.insert(name).inserted else {
                let what = name.isEmpty ? "A column has no name." : "The column `\(name)` is named twice."
                throw CSVError(code: .badHeader, line: line, message: what)
            }
        }
    }

    private static func trimmed(_ text: String) -> String {
        let kept = text.drop { $0 == " " || $0 == "\t" }
        return String(kept.reversed().drop { $0 == " " || $0 == "\t" }.reversed())
    }
}
