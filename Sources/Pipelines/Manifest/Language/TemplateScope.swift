/// The variables that a template may use at its place: the fixed roots `params run item document issue links`, with
/// the names that are known below each.
struct TemplateScope {
    static let roots = ["params", "run", "item", "document", "issue", "links"]

    /// Full names, `run.week`.
    private let known: Set<String>
    /// Whether the items' columns are not known: any name may stand below `item`.
    private let isItemOpen: Bool
    /// Roots that are part of the language but not there at this place, with the reason.
    private let absent: [String: String]
    /// Roots that nothing fills yet.
    private static let notBuilt: Set<String> = ["links"]

    static let runVariables = ["run.id", "run.date", "run.year", "run.month", "run.week", "issue.number"]

    /// - Parameters:
    ///   - parameters: names of the manifest's `params`.
    ///   - columns: of the items' table; empty when items have no table, `nil` when it could not be read.
    ///   - hasItem: whether an item exists already (`items.key` is read before).
    ///   - hasDocument: whether each item is a document.
    init(parameters: some Sequence<String>, columns: [String]?, hasItem: Bool, hasDocument: Bool) {
        var known = Set(Self.runVariables).union(parameters.map { "params.\($0)" })
        var absent: [String: String] = [:]
        if hasItem {
            known.formUnion(["item.key", "item.index"])
            known.formUnion((columns ?? []).map { "item.\($0)" })
        } else {
            absent["item"] = "There is no item yet where items get their key."
        }
        if hasDocument {
            known.formUnion(["document.url", "document.title"])
            if hasItem { known.formUnion(["item.url", "item.title"]) }
        } else {
            absent["document"] = "`document` is there only with `items: { documents: true }`."
        }
        self.known = known
        isItemOpen = hasItem && columns == nil
        self.absent = absent
    }

    /// A problem of one tag.
    struct Finding {
        var kind: ManifestProblem.Kind
        var message: String
        var suggestion: String?
    }

    /// What is wrong with the template, if anything.
    func findings(in text: String) -> [Finding] {
        Template(text).pieces.compactMap { piece in
            switch piece {
            case .text: nil
            case .variable(let name): finding(for: name)
            case .other(let tag):
                Finding(
                    kind: .template, message: "`\(SchemaChecker.shortened(tag))` is no variable: write `{{run.week}}`.",
                    suggestion: nil)
            }
        }
    }

    private func finding(for name: String) -> Finding? {
        guard !known.contains(name), !(isItemOpen && name.hasPrefix("item.")) else { return nil }
        let root = String(name.prefix { $0 != "." })
        if let reason = absent[root] { return Finding(kind: .template, message: reason, suggestion: nil) }
        if Self.notBuilt.contains(root) {
            return Finding(
                kind: .notBuilt, message: "`{{\(name)}}` is part of the language, but not built yet.", suggestion: nil)
        }
        let message =
            Self.roots.contains(root)
            ? "`{{\(name)}}` names nothing that is known here."
            : "`{{\(name)}}` is no variable; templates know \(Self.roots.joined(separator: ", "))."
        return Finding(kind: .template, message: message, suggestion: nearest(to: name))
    }

    private func nearest(to name: String) -> String? {
        if let near = Suggestion.nearest(to: name, in: known.sorted()) { return "{{\(near)}}" }
        let leaf = name.split(separator: ".").last.map(String.init) ?? name
        return known.sorted().first { $0.hasSuffix(".\(leaf)") }.map { "{{\($0)}}" }
    }
}
