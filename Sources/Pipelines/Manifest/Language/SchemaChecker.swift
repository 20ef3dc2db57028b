/// Compares a tree with the language and reports everything that does not fit.
struct SchemaChecker {
    private(set) var problems: [ManifestProblem] = []
    private let file: String

    init(file: String) { self.file = file }

    /// Checks `node` against `type`.
    ///
    /// - Parameters:
    ///   - path: the field's dotted path.
    ///   - key: where the field's key stands; missing keys are reported there.
    mutating func check(_ node: ManifestNode, _ type: SchemaType, path: String, key: SourcePlace) {
        switch type {
        case .scalar(let kind): check(node, kind, path)
        case .choice(let choices): check(node, choices, path)
        case .list(let element, let limit):
            guard case .list(let values) = node.content else {
                return report(.wrongType, node.place, path, "A list is expected here, not \(node.kindName).")
            }
            check(values, element, limit, path)
        case .oneOrMore(let element, let limit):
            if case .list(let values) = node.content {
                check(values, element, limit, path)
            } else {
                check(node, element, path: path, key: key)
            }
        case .named(let element, let limit): checkNames(node, element, limit, path)
        case .object(let object): check(node, object, path, key)
        case .free: break
        case .either(let single, let mapping):
            if case .scalar = node.content {
                check(node, single, path: path, key: key)
            } else {
                check(node, mapping, path: path, key: key)
            }
        }
    }

    // MARK: Single values

    private mutating func check(_ node: ManifestNode, _ kind: ScalarKind, _ path: String) {
        guard let text = node.text else {
            return report(.wrongType, node.place, path, "Expected \(kind.expectation), found \(node.kindName).")
        }
        guard !kind.accepts(text) else { return }
        let reason = kind.reason(for: text) ?? "Expected \(kind.expectation), found `\(Self.shortened(text))`."
        report(.invalidValue, node.place, path, reason, suggestion: kind.suggestion(for: text))
    }

    private mutating func check(_ node: ManifestNode, _ choices: [SchemaChoice], _ path: String) {
        let words = choices.filter(\.isBuilt).map(\.word)
        let list = words.map { "`\($0)`" }.joined(separator: ", ")
        guard let text = node.text else {
            return report(.wrongType, node.place, path, "Expected one of \(list), found \(node.kindName).")
        }
        guard let choice = choices.first(where: { $0.word == text }) else {
            return report(
                .invalidValue, node.place, path, "`\(Self.shortened(text))` is not one of \(list).",
                suggestion: Suggestion.nearest(to: text, in: choices.map(\.word)))
        }
        if !choice.isBuilt { reportNotBuilt(node.place, path, "`\(text)`") }
    }

    // MARK: Collections

    private mutating func check(_ values: [ManifestNode], _ element: SchemaType, _ limit: Int, _ path: String) {
        if let extra = values[safe: limit] {
            report(.limit, extra.place, path, "At most \(limit) entries fit here, not \(values.count).")
        }
        for (index, value) in values.prefix(limit).enumerated() {
            check(value, element, path: "\(path)[\(index)]", key: value.place)
        }
    }

    private mutating func checkNames(_ node: ManifestNode, _ element: SchemaType, _ limit: Int, _ path: String) {
        guard case .mapping(let entries) = node.content else {
            return report(.wrongType, node.place, path, "A mapping of names is expected here, not \(node.kindName).")
        }
        if let extra = entries[safe: limit] {
            report(.limit, extra.place, path, "At most \(limit) entries fit here, not \(entries.count).")
        }
        for entry in entries.prefix(limit) {
            let field = Self.join(path, entry.key)
            if !ManifestScalar.isName(entry.key) {
                report(
                    .invalidValue, entry.place, field,
                    "`\(Self.shortened(entry.key))` is not \(ScalarKind.name.expectation).",
                    suggestion: ScalarKind.name.suggestion(for: entry.key))
            }
            check(entry.value, element, path: field, key: entry.place)
        }
    }

    private mutating func check(_ node: ManifestNode, _ object: SchemaObject, _ path: String, _ key: SourcePlace) {
        guard case .mapping(let entries) = node.content else {
            return report(.wrongType, node.place, path, "\(object.title) is a mapping, not \(node.kindName).")
        }
        for entry in entries {
            let field = Self.join(path, entry.key)
            guard let known = object.fields.first(where: { $0.key == entry.key }) else {
                report(
                    .unknownKey, entry.place, field, "\(object.title) has no key `\(Self.shortened(entry.key))`.",
                    suggestion: Suggestion.nearest(to: entry.key, in: object.fields.map(\.key)))
                continue
            }
            if !known.isBuilt { reportNotBuilt(entry.place, field, "`\(entry.key)`") }
            check(entry.value, known.type, path: field, key: entry.place)
        }
        for field in object.fields where field.isRequired && node[field.key] == nil {
            report(
                .missingKey, key, Self.join(path, field.key), "\(object.title) needs `\(field.key)`: \(field.summary)")
        }
        checkVariants(node, object, path, key)
    }

    private mutating func checkVariants(
        _ node: ManifestNode, _ object: SchemaObject, _ path: String, _ key: SourcePlace
    ) {
        guard !object.variants.isEmpty else { return }
        let given = node.entries.filter { object.variants.contains($0.key) }
        if let second = given[safe: 1] {
            report(
                .invalidValue, second.place, path,
                "\(object.title) has either `\(given[0].key)` or `\(second.key)`, not both.")
        } else if given.isEmpty, !hasMisspelled(object, in: node) {
            let list = object.variants.map { "`\($0)`" }.joined(separator: ", ")
            report(.missingKey, key, path, "\(object.title) needs one of \(list).")
        }
    }

    /// A misspelt variant has been reported already; that it is missing too would be noise.
    private func hasMisspelled(_ object: SchemaObject, in node: ManifestNode) -> Bool {
        let known = object.fields.map(\.key)
        return node.entries.contains { entry in
            !known.contains(entry.key)
                && Suggestion.nearest(to: entry.key, in: known).map(object.variants.contains) ?? false
        }
    }

    // MARK: Problems

    private mutating func report(
        _ kind: ManifestProblem.Kind, _ place: SourcePlace, _ field: String, _ message: String,
        suggestion: String? = nil
    ) {
        problems.append(
            ManifestProblem(
                kind: kind, file: file, line: place.line, column: place.column, field: field, message: message,
                suggestion: suggestion))
    }

    private mutating func reportNotBuilt(_ place: SourcePlace, _ field: String, _ what: String) {
        report(.notBuilt, place, field, "\(what) is part of the language, but not built yet.")
    }

    static func join(_ path: String, _ key: String) -> String { path.isEmpty ? key : "\(path).\(key)" }

    /// Long or strange text is cut before it is printed.
    static func shortened(_ text: String) -> String {
        let clean = text.prefix(60).map { $0.isNewline ? " " : $0 }
        return String(clean) + (text.count > 60 ? "…" : "")
    }
}
