package import Pipelines

/// Something that writes parts of products: a model behind a provider, or the extractive summariser.
package protocol Writer: Sendable {
    /// The provider's name as manifests and provenance say it.
    var provider: String { get }

    /// Everything that changes the writer's output besides the task: model, version. Part of the memo's key.
    func settings(for agent: AgentSpec) -> JSONValue

    /// How the text came to be, for readers, in the product's language where we speak it.
    func provenance(for agents: [AgentSpec], language: String) -> Provenance

    /// Writes one part.
    ///
    /// - Throws: ``StageError``: `provider.…` codes say what the provider did, `answer.…` what was wrong with its text.
    func write(_ task: WritingTask, in context: any StageContext) async throws -> WrittenPart
}
