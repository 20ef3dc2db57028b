/// What one statement returned: rows, or how many rows it touched.
package struct PostgresResult: Sendable, RandomAccessCollection {
    private let storage: Storage

    /// A result and what is asked of it for each row, found once.
    final class Storage: Sendable {
        let handle: ResultHandle
        let columns: [PostgresColumn]
        let indexByName: [String: Int]

        init(_ handle: ResultHandle) {
            self.handle = handle
            columns = handle.columns
            indexByName = Dictionary(
                zip(columns.map(\.name), columns.indices), uniquingKeysWith: { first, _ in first })
        }
    }

    init(_ handle: ResultHandle) {
        storage = Storage(handle)
    }

    package var startIndex: Int { 0 }
    package var endIndex: Int { storage.handle.rowCount }
    package var columns: [PostgresColumn] { storage.columns }
    /// The rows that INSERT, UPDATE, DELETE or MERGE touched, or that SELECT returned.
    package var affectedRows: Int { storage.handle.affectedRows }
    /// For example "UPDATE 3".
    package var commandTag: String { storage.handle.commandTag }

    package subscript(_ row: Int) -> PostgresRow {
        precondition(indices.contains(row), "row \(row) of \(count)")
        return PostgresRow(storage: storage, row: row)
    }

    /// Every row, decoded by position.
    package func decode<each Column: PostgresDecodable>(
        _ type: (repeat each Column).Type
    ) throws(PostgresError) -> [(repeat each Column)] {
        var rows: [(repeat each Column)] = []
        rows.reserveCapacity(count)
        for row in self { rows.append(try row.decode(type)) }
        return rows
    }

    /// The only row. - Throws: `unexpectedResult` when there are none or more.
    package var onlyRow: PostgresRow {
        get throws(PostgresError) {
            guard count == 1 else {
                throw PostgresError(.unexpectedResult, "one row was expected and \(count) came (\(commandTag))")
            }
            return self[0]
        }
    }
}
