import Pipelines

extension CoverTemplate {
    /// The template of a name; the error lists those there are. Manifests are checked before they are stored, but a
    /// pipeline may have been stored by a release that knows more templates.
    init(named name: String) throws(CoverError) {
        guard let template = CoverTemplate(rawValue: name) else {
            let known = Self.allCases.map(\.rawValue).joined(separator: ", ")
            throw CoverError(.unknownTemplate, "There is no cover template “\(name.prefix(60))”; there are: \(known).")
        }
        self = template
    }
}
