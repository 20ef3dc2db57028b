/// A family of layouts that belong together, by the name that manifests use.
package enum CoverTemplate: String, Sendable, CaseIterable {
    /// Plants drawn by rule, each product its own, under serif titles.
    case botanical

    /// The template of a name; the error lists those there are.
    package init(named name: String) throws(CoverError) {
        guard let template = CoverTemplate(rawValue: name) else {
            let known = Self.allCases.map(\.rawValue).joined(separator: ", ")
            throw CoverError(.unknownTemplate, "There is no cover template “\(name.prefix(60))”; there is: \(known).")
        }
        self = template
    }
}
