package import Pipelines

/// Secrets by name, given by a test.
package struct MemorySecrets: SecretSource {
    private let values: [String: String]

    package init(_ values: [String: String] = [:]) { self.values = values }

    /// The value given under `name`.
    package func secret(named name: String) -> Secret? { values[name].map(Secret.init) }
}
