package import EventLoops
package import Pipelines

/// Writes parts by asking a model, one call a part, and checks each answer before it is believed.
///
/// An answer is stored under the digest of its prompt before anything else is done with it: a job that is tried again
/// finds it and pays nothing. A wrong answer is asked for once more, with what was wrong; then the job fails.
package struct ModelWriter: Writer {
    /// Raised when prompts or checks change.
    static let revision: Int64 = 2

    private let model: any ChatProvider
    private let prices: PriceBook
    private let pool: ComputePool

    /// - Parameter pool: Where the quotations of answers are looked up.
    package init(provider: any ChatProvider, prices: PriceBook, pool: ComputePool) {
        model = provider
        self.prices = prices
        self.pool = pool
    }

    package var provider: String { model.name }

    package func settings(for agent: AgentSpec) -> JSONValue {
        .object([
            "provider": .string(provider), "model": .string(agent.model ?? model.defaultModel),
            "revision": .integer(Self.revision),
        ])
    }

    package func provenance(for agents: [AgentSpec], language: String) -> Provenance {
        let models = Set(agents.map { $0.model ?? model.defaultModel }).sorted().joined(separator: ", ")
        return Provenance(
            provider: provider, model: models,
            statement: "Written by a language model (\(models)) from the sources named with each piece.")
    }

    package func write(_ task: WritingTask, in context: any StageContext) async throws -> WrittenPart {
        try await answer(to: task, in: context) { answer, cost, isLast in
            var part = try AnswerReader.read(answer, for: task, cost: cost)
            if let finding = try AnswerCheck.demand(part, of: task, isLast: isLast) { part.problems.append(finding) }
            if !isLast { try await refuseInventedQuote(in: part, of: task) }
            return part
        }
    }

    package func outline(_ task: WritingTask, most: Int, in context: any StageContext) async throws -> Outline {
        var task = task
        task.agent.schema = Outline.schema(most: most)
        return try await answer(to: task, in: context) { [task] answer, _, _ in
            try AnswerReader.readOutline(answer, for: task)
        }
    }

    package var limitKey: String? { ProviderAccount.limitKey(provider) }

    /// What `read` makes of the answer, or of a second one to the question with what was wrong with the first.
    private func answer<Value>(
        to task: WritingTask, in context: any StageContext,
        read: (_ answer: String, _ cost: Money, _ isLast: Bool) async throws -> Value
    ) async throws -> Value {
        let prompt = PromptComposer.compose(task, model: task.agent.model ?? model.defaultModel)
        let (answer, spent) = try await ask(prompt, task, context)
        do {
            return try await read(answer, spent, false)
        } catch let error as StageError {
            var second = prompt
            second.user +=
                "\n\nAn earlier answer was not accepted: \(error.message) Answer again, complete and correct."
            let (answer, cost) = try await ask(second, task, context)
            var total = spent
            total.micros += cost.micros
            return try await read(answer, total, true)
        }
    }

    /// Refuses a first answer with a quotation that stands in no source, where the product does not only want to be told.
    private func refuseInventedQuote(in part: WrittenPart, of task: WritingTask) async throws {
        guard task.product.quality.demands(QuoteCheck.name, validators: task.agent.validators) else { return }
        let findings = try await QuoteCheck.findings(of: part.sections, in: task.sources, on: pool)
        guard let first = findings.unfound.first else { return }
        throw StageError(
            code: "answer.invalid",
            message: "“\(Extract.cut(first, to: 300))” is given as a quotation and stands in none of the sources. "
                + "Quote their words exactly, or say it in your own words without quotation marks.",
            disposition: .retry(after: nil))
    }

    /// The stored answer, or a new one that is paid from the budgets.
    private func ask(
        _ prompt: ChatPrompt, _ task: WritingTask, _ context: any StageContext
    ) async throws -> (String, Money) {
        let key = try JSONValue(encoding: prompt).digest()
        if let stored = try await context.generation(key) { return (stored.output, .zero) }
        let price = try prices.price(of: prompt.model)
        let reservation = try await context.reserve(
            price.cost(inputTokens: prompt.estimatedInputTokens, outputTokens: prompt.maximumOutputTokens))
        let answer: ChatAnswer
        do {
            answer = try await model.answer(prompt)
        } catch {
            try await context.release(reservation)
            throw error
        }
        let cost = price.cost(inputTokens: answer.inputTokens, outputTokens: answer.outputTokens)
        try await context.record(
            Generation(
                prompt: key, provider: provider, model: answer.model, agent: task.agent.name, output: answer.text,
                inputTokens: answer.inputTokens, outputTokens: answer.outputTokens, cost: cost,
                reservation: reservation))
        return (answer.text, cost)
    }
}
