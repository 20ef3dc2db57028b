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

    /// Says what the chapters of a part are to be, `most` at most: the same ones for the same task.
    ///
    /// - Throws: as ``write(_:in:)``.
    func outline(_ task: WritingTask, most: Int, in context: any StageContext) async throws -> Outline

    /// The account of a provider that limits may be put on, such as `provider/openai-compatible`; `nil`: none is used.
    var limitKey: String? { get }
}
