/// Makes the items of a run from what the manifest says. Pure: the same pipeline, run and files give the same items.
package struct ItemExpander: Sendable {
    private let pipeline: Pipeline
    private let run: RunReference

    package init(pipeline: Pipeline, run: RunReference) {
        self.pipeline = pipeline
        self.run = run
    }

    /// The file of the bundle that the items stand in, if they stand in one.
    package var tablePath: String? {
        if case .csv(let path) = pipeline.items.source { path } else { nil }
    }

    /// The one item of `single`.
    package func singleItem() throws(ItemError) -> NewItem {
        let template = pipeline.items.key ?? "{{run.date}}"
        let key = TemplateValues(run: run, item: nil).render(template)
        if let reason = ItemKey.problem(key) {
            throw ItemError(code: .badKey, message: "`items.key` (`\(template)`) gives no key: \(reason)")
        }
        return NewItem(key: key)
    }

    /// The items of a table: rows where the condition holds, the first of them only in a pilot.
    ///
    /// - Parameter limit: the run's own `--first`; it replaces the manifest's `pilot`.
    package func items(table bytes: [UInt8], limit: Int? = nil) throws(ItemError) -> [NewItem] {
        let table: CSVTable
        do throws(CSVError) {
            table = try CSVTable(bytes)
        } catch {
            throw ItemError(code: .badTable, message: "\(tablePath ?? "The table"): \(error)")
        }
        guard let name = pipeline.items.key, let column = table.column(name) else {
            throw ItemError(
                code: .badTable, message: "The table has no column `\(pipeline.items.key ?? "")` for the items' keys.")
        }
        var items: [NewItem] = []
        var seen: Set<String> = []
        for row in table.rows where try matches(row, of: table) {
            guard items.count < limit ?? pipeline.items.pilot ?? .max else { break }
            let key = row.fields[column]
            if let reason = ItemKey.problem(key) {
                throw ItemError(code: .badKey, message: "\(tablePath ?? "table"), line \(row.line): \(reason)")
            }
            guard seen.insert(key).inserted else {
                throw ItemError(
                    code: .repeatedKey,
                    message: "\(tablePath ?? "table"), line \(row.line): the key `\(key)` is there already.")
            }
            items.append(
                NewItem(key: key, fields: Dictionary(zip(table.header, row.fields)) { _, last in last }))
        }
        return items
    }

    /// One item for each document that the sources have, keyed by `items.key` or by its address; a document that is
    /// there twice is one item.
    ///
    /// - Parameter documents: a source is its place among the manifest's; the first one is what items without any have.
    package func items(
        documents: [(url: String, title: String, source: Int)], limit: Int? = nil
    ) throws(ItemError) -> [NewItem] {
        var items: [NewItem] = []
        var owners: [String: String] = [:]
        for document in documents {
            var fields = ["url": document.url, "title": document.title]
            if document.source > 0 { fields["source"] = String(document.source) }
            let key = try key(of: document.url, fields: fields)
            if owners[key] == document.url { continue }
            guard items.count < limit ?? pipeline.items.pilot ?? .max else { break }
            guard owners.updateValue(document.url, forKey: key) == nil else {
                throw ItemError(
                    code: .repeatedKey,
                    message: "Two documents have the key `\(key)`: \(document.url) is the second. Set `items.key`.")
            }
            items.append(NewItem(key: key, fields: fields))
        }
        return items
    }

    private func key(of url: String, fields: [String: String]) throws(ItemError) -> String {
        guard let template = pipeline.items.key else { return ItemKey.slug(ofAddress: url) }
        var values = TemplateValues(run: run, item: nil)
        for (name, value) in fields { values.values["document.\(name)"] = value }
        let key = values.render(template)
        if let reason = ItemKey.problem(key) {
            throw ItemError(code: .badKey, message: "`items.key` (`\(template)`) gives no key for \(url): \(reason)")
        }
        return key
    }

    private func matches(_ row: CSVTable.Row, of table: CSVTable) throws(ItemError) -> Bool {
        guard let condition = pipeline.items.condition else { return true }
        guard let column = table.column(condition.column) else {
            throw ItemError(code: .badTable, message: "The table has no column `\(condition.column)`.")
        }
        return (row.fields[column] == condition.value) == condition.equals
    }
}
