extension BundleValidation {
    /// What templates may use, by the manifest's parameters and items.
    func templateScope(hasItem: Bool) -> TemplateScope {
        TemplateScope(
            parameters: root["params"]?.entries.map(\.key) ?? [],
            columns: root["items"]?["csv"] == nil ? [] : table?.header, hasItem: hasItem,
            hasDocument: root["items"]?["documents"] != nil)
    }

    /// Every text of the manifest that is a template.
    mutating func checkTemplates() {
        let items = root["items"]
        if items?["csv"] == nil, let key = items?["key"] {
            checkTemplate(key, "items.key", templateScope(hasItem: false))
        }
        let scope = templateScope(hasItem: true)
        for (index, source) in (root["sources"]?.values ?? []).enumerated() {
            for key in ["feed", "page", "urls", "sitemap", "folder"] {
                for node in source[key]?.values ?? [] { checkTemplate(node, "sources[\(index)].\(key)", scope) }
            }
            for (key, member) in [
                ("crawl", "start"), ("api", "url"), ("airtable", "base"), ("airtable", "table"), ("airtable", "view"),
            ] {
                if let node = source[key]?[member] { checkTemplate(node, "sources[\(index)].\(key).\(member)", scope) }
            }
        }
        for product in root["products"]?.entries ?? [] {
            for key in ["title", "subtitle"] {
                guard let node = product.value[key] else { continue }
                checkTemplate(node, "products.\(product.key).\(key)", scope)
            }
        }
        for entry in root["distribute"]?.entries ?? [] {
            if let subject = entry.value["subject"] { checkTemplate(subject, "distribute.\(entry.key).subject", scope) }
        }
    }

    private mutating func checkTemplate(_ node: ManifestNode, _ field: String, _ scope: TemplateScope) {
        guard let text = node.text else { return }
        for finding in scope.findings(in: text) {
            report(finding.kind, node.place, field, finding.message, suggestion: finding.suggestion)
        }
    }
}
