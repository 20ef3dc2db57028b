/// Where stages get secrets by name. The runtime implements it over its configuration; nothing else reads one.
package protocol SecretSource: Sendable {
    /// The secret called `name` (for example `GUMROAD_TOKEN`); `nil` when none is configured.
    func secret(named name: String) -> Secret?
}
