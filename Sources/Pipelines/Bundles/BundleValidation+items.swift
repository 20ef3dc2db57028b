extension BundleValidation {
    /// The file of `items.csv`: its columns, and that keys are there, safe and different.
    mutating func readTable() {
        guard let items = root["items"] else { return }
        checkItemKeys(items)
        guard let node = items["csv"], let path = node.text, ManifestScalar.isBundlePath(path) else { return }
        guard let bytes = files[path] else { return reportMissing(path, node.place, "items.csv") }
        let read: CSVTable
        do throws(CSVError) {
            read = try CSVTable(bytes)
        } catch {
            return report(.syntax, SourcePlace(line: error.line, column: 1), "", error.message, file: path)
        }
        table = read
        if let key = items["key"], let name = key.text {
            if let column = read.column(name) {
                checkKeys(read, column, path)
            } else {
                reportColumn(name, key.place, "items.key", read, path)
            }
        }
        if let condition = items["where"], let parsed = condition.text.flatMap(ManifestScalar.condition),
            read.column(parsed.column) == nil
        {
            reportColumn(parsed.column, condition.place, "items.where", read, path)
        }
    }

    /// What fits which kind of items.
    private mutating func checkItemKeys(_ items: ManifestNode) {
        if items["csv"] != nil {
            if items["key"] == nil, let entry = root.entry("items") {
                report(
                    .missingKey, entry.place, "items.key",
                    "Items from a table need `key`, the column that names each of them.")
            }
            return
        }
        if let condition = items.entry("where") {
            report(.invalidValue, condition.place, "items.where", "`where` chooses rows: it needs `csv`.")
        }
        if items["single"] != nil, let pilot = items.entry("pilot") {
            report(.invalidValue, pilot.place, "items.pilot", "There is one item only: `pilot` has nothing to choose.")
        }
    }

    private mutating func reportColumn(
        _ name: String, _ place: SourcePlace, _ field: String, _ table: CSVTable, _ path: String
    ) {
        report(
            .unknownReference, place, field, "`\(path)` has no column `\(SchemaChecker.shortened(name))`.",
            suggestion: Suggestion.nearest(to: name, in: table.header))
    }

    private mutating func checkKeys(_ table: CSVTable, _ column: Int, _ path: String) {
        var first: [String: Int] = [:]
        for row in table.rows {
            let key = row.fields[column]
            let place = SourcePlace(line: row.line, column: 1)
            if let reason = ItemKey.problem(key) {
                report(.invalidValue, place, table.header[column], reason, file: path)
            } else if let line = first.updateValue(row.line, forKey: key) {
                report(
                    .invalidValue, place, table.header[column],
                    "The key `\(SchemaChecker.shortened(key))` stands on line \(line) already.", file: path)
                first[key] = line
            }
        }
    }
}
