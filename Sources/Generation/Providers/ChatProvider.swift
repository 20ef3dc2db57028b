import Pipelines

/// A server that answers a prompt.
package protocol ChatProvider: Sendable {
    /// As manifests name it.
    var name: String { get }
    /// The model of agents that name none.
    var defaultModel: String { get }

    /// Asks once.
    ///
    /// - Throws: ``StageError`` with a `provider.…` code. An answer that was cut, refused or filtered is an error, never
    ///   a shorter answer.
    func answer(_ prompt: ChatPrompt) async throws -> ChatAnswer
}
