/// The account of an AI provider: what the fleet shares a pace and limits of.
package enum ProviderAccount {
    /// The writer that quotes its sources: it needs no account, and has no limit.
    package static let builtIn = "extractive"

    /// The key of its limits and of its pace.
    package static func limitKey(_ provider: String) -> String { "provider/\(provider)" }
}
