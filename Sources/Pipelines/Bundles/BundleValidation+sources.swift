extension BundleValidation {
    /// What a source says about itself that one key alone cannot show.
    mutating func checkSources() {
        for (index, source) in (root["sources"]?.values ?? []).enumerated() {
            checkSelection(source, "sources[\(index)].select")
        }
    }

    /// Pages have parts, records have fields: `select` means one or the other.
    private mutating func checkSelection(_ source: ManifestNode, _ field: String) {
        guard let select = source["select"] else { return }
        if select.values.isEmpty {
            report(.invalidValue, select.place, field, "`select` names at least one part.")
        }
        guard source["api"] == nil, source["airtable"] == nil else { return }
        for node in select.values {
            guard let text = node.text, PageSelector(text) == nil else { continue }
            report(
                .invalidValue, node.place, field,
                "`\(SchemaChecker.shortened(text))` is no selector that is understood: elements, `.class`, `#id`, "
                    + "`[attribute=value]`, a blank or `>` between them, commas between alternatives.")
        }
    }
}
