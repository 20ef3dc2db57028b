/// `quality: { level: standard, allow: […] }`.
package struct QualitySpec: Sendable, Hashable, Codable {
    /// How strict the checks are: with `draft` their findings are told, with `standard` a model is asked once more first, with
    /// `strict` a text that still does not pass is refused.
    package enum Level: String, Sendable, Hashable, Codable, CaseIterable { case draft, standard, strict }

    package var level: Level
    /// Checks whose findings are only told.
    package var allow: [String]

    package init(level: Level = .standard, allow: [String] = []) {
        self.level = level
        self.allow = allow
    }

    /// Whether a text that fails the check is to be written once more.
    ///
    /// - Parameter validators: checks that the agent asks for itself.
    package func demands(_ check: String, validators: [String] = []) -> Bool {
        !allow.contains(check) && (level != .draft || validators.contains(check))
    }

    /// Whether a text that fails the check is refused.
    package func refuses(_ check: String) -> Bool { level == .strict && !allow.contains(check) }
}
