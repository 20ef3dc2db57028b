extension BundleValidation {
    var productNames: [String] { root["products"]?.entries.map(\.key) ?? [] }

    /// At least one product, and what runs of `each` today.
    mutating func checkProducts() {
        guard let products = root.entry("products") else { return }
        if case .mapping = products.value.content, products.value.entries.isEmpty {
            report(.missingKey, products.place, "products", "A pipeline makes at least one product.")
        }
        let items = root["items"]
        for product in products.value.entries {
            guard let each = product.value["each"], let word = each.text else { continue }
            let isItem =
                word == "item" || (word == "document" && items?["documents"] != nil)
                || (word == "run" && items?["csv"] == nil && items?["documents"] == nil)
            guard !isItem, ProductSpec.Each(rawValue: word) != nil else { continue }
            report(
                .notBuilt, each.place, "products.\(product.key).each",
                "`each: \(word)` over items of another kind is part of the language, but not built yet.")
        }
    }

    mutating func checkReview() {
        for product in root["review"]?["of"]?.values ?? [] { checkProduct(product, "review.of") }
    }

    /// Reports a name that is no product.
    private mutating func checkProduct(_ node: ManifestNode, _ field: String) {
        guard let name = node.text, ManifestScalar.isName(name), !productNames.contains(name) else { return }
        report(
            .unknownReference, node.place, field, "No product is called `\(name)`.",
            suggestion: Suggestion.nearest(to: name, in: productNames))
    }

    /// Checks the entries of `distribute` and returns their names in an order that honours `after`.
    mutating func checkDistribution() -> [String] {
        let entries = root["distribute"]?.entries ?? []
        let names = entries.map(\.key)
        var before: [String: [String]] = [:]
        for entry in entries {
            let field = "distribute.\(entry.key)"
            if let product = entry.value["send"] { checkProduct(product, "\(field).send") }
            checkFiles(entry, field)
            for after in entry.value["after"]?.values ?? [] {
                guard let name = checkAfter(after, names, "\(field).after") else { continue }
                before[entry.key, default: []].append(name)
            }
        }
        let order = DependencyOrder(names: names, before: before)
        for cycle in order.cycles {
            guard let entry = entries.first(where: { $0.key == cycle.first }) else { continue }
            let place = entry.value.entry("after")?.place ?? entry.place
            let path = (cycle + cycle.prefix(1)).joined(separator: " → ")
            report(.cycle, place, "distribute.\(entry.key).after", "These wait for each other: \(path).")
        }
        return order.sorted
    }

    /// `mail` or `mail.started`: an entry that goes first. Going first whole is going after its start too.
    private mutating func checkAfter(_ node: ManifestNode, _ names: [String], _ field: String) -> String? {
        guard let text = node.text, ScalarKind.reference.accepts(text) else { return nil }
        let parts = text.split(separator: ".", maxSplits: 1).map(String.init)
        if parts.count == 2, parts[1] != "started" {
            report(
                .invalidValue, node.place, field, "`\(parts[1])` is nothing to wait for.",
                suggestion: "\(parts[0]).started")
        }
        guard names.contains(parts[0]) else {
            report(
                .unknownReference, node.place, field, "`distribute` has no entry `\(parts[0])`.",
                suggestion: Suggestion.nearest(to: parts[0], in: names))
            return nil
        }
        return parts[0]
    }

    private mutating func checkFiles(_ entry: ManifestNode.Entry, _ field: String) {
        guard let name = entry.value["send"]?.text, let product = root["products"]?[name] else { return }
        let formats = product["formats"]?.values.compactMap(\.text) ?? []
        for file in entry.value["files"]?.values ?? [] {
            guard let format = file.text, ProductSpec.Format(rawValue: format) != nil, !formats.contains(format) else {
                continue
            }
            let has = formats.isEmpty ? "none" : formats.joined(separator: ", ")
            report(
                .unknownReference, file.place, "\(field).files",
                "The product `\(name)` is not made as `\(format)`; its formats: \(has).")
        }
    }

    /// Channel kinds, accounts, and keys that only some kinds have.
    mutating func checkChannels() {
        var known = knownChannels
        if let bytes = files[PipelineBundle.channelsName] {
            switch ChannelsFile.parse(bytes, files: files) {
            case .success(let channels): known = (known ?? []) + channels.map(\.name)
            case .failure(let found):
                problems += found.problems
                known = nil
            }
        }
        for entry in root["distribute"]?.entries ?? [] { checkChannel(of: entry, known: known?.map(\.description)) }
    }

    private mutating func checkChannel(of entry: ManifestNode.Entry, known: [String]?) {
        guard let node = entry.value["to"], let text = node.text, ScalarKind.channel.accepts(text) else { return }
        let field = "distribute.\(entry.key)"
        guard let name = ChannelName(text: text) else {
            return reportKind(String(text.prefix { $0 != "/" }), node.place, "\(field).to")
        }
        for (key, kinds) in Self.keysOfSomeKinds where !kinds.contains(name.kind) {
            guard let entry = entry.value.entry(key) else { continue }
            report(
                .invalidValue, entry.place, "\(field).\(key)",
                "A channel of kind `\(name.kind.rawValue)` has no `\(key)`.")
        }
        guard let known, !known.contains(text) else { return }
        report(
            .unknownReference, node.place, "\(field).to",
            "No channel is called `\(text)`; known: \(known.isEmpty ? "none" : known.sorted().joined(separator: ", ")).",
            suggestion: Suggestion.nearest(to: text, in: known))
    }

    private static let keysOfSomeKinds: [(String, [ChannelKind])] = [
        ("segment", [.email]), ("subject", [.email]), ("price", [.gumroad]), ("publish", [.gumroad]),
    ]

    private mutating func reportKind(_ kind: String, _ place: SourcePlace, _ field: String) {
        if PipelineSchema.laterChannelKinds.contains(kind) {
            return report(
                .notBuilt, place, field, "Channels of kind `\(kind)` are part of the language, but not built yet.")
        }
        let kinds = ChannelKind.allCases.map(\.rawValue)
        report(
            .unknownReference, place, field,
            "`\(kind)` is no kind of channel; known: \(kinds.joined(separator: ", ")).",
            suggestion: Suggestion.nearest(to: kind, in: kinds + PipelineSchema.laterChannelKinds))
    }
}
