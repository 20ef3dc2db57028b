package import Pipelines

/// A writer whose provider's account allows only so many requests in a time, counted over the whole fleet.
package struct PacedWriter: Writer {
    private let base: any Writer
    private let pacekeeper: any Pacekeeper
    private let pace: Pace

    /// The longest that a part waits for its turn; further away, its job is put off.
    private static let longestWait: Duration = .seconds(20)

    package init(_ base: any Writer, pacekeeper: any Pacekeeper, pace: Pace) {
        self.base = base
        self.pacekeeper = pacekeeper
        self.pace = pace
    }

    package var provider: String { base.provider }
    package func settings(for agent: AgentSpec) -> JSONValue { base.settings(for: agent) }
    package func provenance(for agents: [AgentSpec], language: String) -> Provenance {
        base.provenance(for: agents, language: language)
    }

    package var limitKey: String? { base.limitKey }

    package func write(_ task: WritingTask, in context: any StageContext) async throws -> WrittenPart {
        try await takeTurn()
        return try await base.write(task, in: context)
    }

    package func outline(_ task: WritingTask, most: Int, in context: any StageContext) async throws -> Outline {
        try await takeTurn()
        return try await base.outline(task, most: most, in: context)
    }

    private func takeTurn() async throws {
        switch try await pacekeeper.turn(ProviderAccount.limitKey(provider), at: pace, within: Self.longestWait) {
        case .after(let wait): try await Task.sleep(for: wait)
        case .tooFar(let wait):
            throw StageError(
                code: "provider.paced", message: "the pace of \(provider) leaves no turn yet",
                disposition: .snooze(wait))
        }
    }
}
