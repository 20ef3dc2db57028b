/// Every problem of a bundle, in the order of files and lines. Never empty when thrown or returned.
package struct ManifestProblems: Error, Sendable, Hashable, Codable, CustomStringConvertible {
    package var problems: [ManifestProblem]

    package init(_ problems: [ManifestProblem]) { self.problems = problems.sorted() }

    /// One problem a line.
    package var description: String { problems.map(\.description).joined(separator: "\n") }

    /// Whether the bundle is right in all but what is not built yet.
    package var isOnlyNotBuilt: Bool { problems.allSatisfy { $0.kind == .notBuilt } }
}
