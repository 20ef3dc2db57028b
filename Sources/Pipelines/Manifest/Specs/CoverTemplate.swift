/// The cover templates, by the names that manifests use: families of layouts that belong together.
package enum CoverTemplate: String, Sendable, Hashable, CaseIterable {
    /// Plants drawn by rule, each product its own, under serif titles.
    case botanical
    /// Heavy grotesque titles on a strict grid, between rules and tiles of plain geometry.
    case modernist
}
