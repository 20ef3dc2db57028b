/// `quality: { level: standard, allow: […] }`.
package struct QualitySpec: Sendable, Hashable, Codable {
    /// A named set of thresholds.
    package enum Level: String, Sendable, Hashable, Codable, CaseIterable { case draft, standard, strict }

    package var level: Level
    package var allow: [String]

    package init(level: Level = .standard, allow: [String] = []) {
        self.level = level
        self.allow = allow
    }
}
