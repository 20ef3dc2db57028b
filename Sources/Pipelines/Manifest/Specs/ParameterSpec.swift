/// A parameter of a run.
package struct ParameterSpec: Sendable, Hashable, Codable {
    /// `nil`: a run must give it.
    package var defaultValue: String?

    package init(defaultValue: String? = nil) { self.defaultValue = defaultValue }
}
