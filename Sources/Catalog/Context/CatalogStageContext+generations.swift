import Foundation
package import Pipelines
import Postgres

extension CatalogStageContext {
    /// How long a run whose budget is used up waits before it asks again.
    static let pauseOverBudget: Duration = .seconds(3600)

    /// An answer that any run of the tenant has paid for.
    package func generation(_ prompt: Digest) async throws -> Generation? {
        let rows = try await database.query(
            """
            SELECT provider, model, agent, output, input_tokens, output_tokens, cost_micros, currency
            FROM presswork.generation WHERE tenant_id = \(request.tenant) AND prompt = \(prompt)
            """, in: request.tenant)
        guard let row = rows.first else { return nil }
        return Generation(
            prompt: prompt, provider: try row.decode("provider"), model: try row.decode("model"),
            agent: try row.decode("agent"), output: try row.decode("output"),
            inputTokens: try row.decode("input_tokens"), outputTokens: try row.decode("output_tokens"),
            cost: Money(micros: try row.decode("cost_micros"), currency: try row.decode("currency")))
    }

    /// Stores an answer and books its cost, even when the attempt has been fenced meanwhile: the money is spent, and
    /// the next attempt finds the answer instead of paying again. The fenced attempt is told afterwards.
    package func record(_ generation: Generation) async throws {
        let budgets = BudgetBook(request: request)
        let books =
            if let reservation = generation.reservation, reservation.amount.micros > 0 {
                budgets.settlement(reservation.id, spent: generation.cost)
            } else {
                budgets.expense(generation.prompt, generation.cost)
            }
        let insertion: PostgresQuery = """
            INSERT INTO presswork.generation
                (tenant_id, prompt, provider, model, agent, output, input_tokens, output_tokens, cost_micros,
                 currency, run_id, item_id)
            VALUES (\(request.tenant), \(generation.prompt), \(generation.provider), \(generation.model),
                \(generation.agent), \(generation.output), \(generation.inputTokens), \(generation.outputTokens),
                \(generation.cost.micros), \(generation.cost.currency), \(request.run.id), \(request.item.id))
            ON CONFLICT DO NOTHING
            """
        _ = try await database.transaction([insertion, books], in: request.tenant)
        _ = try await runFenced([])
    }

    /// Sets money aside in the item's, the run's and the month's budget, or in none of them.
    package func reserve(_ cost: Money) async throws -> BudgetReservation {
        let reservation = BudgetReservation(id: Identifier(UUID()), amount: cost)
        guard cost.micros > 0 else { return reservation }
        for limit in [request.pipeline.budget.item, request.pipeline.budget.run, request.pipeline.budget.month] {
            guard let limit, limit.currency != cost.currency else { continue }
            throw StageError(
                code: "budget.currency", message: "a cost in \(cost.currency) cannot be set against \(limit)",
                disposition: .discard)
        }
        let budgets = BudgetBook(request: request)
        let row = try await runFenced([budgets.reservation(reservation.id, of: cost)])[0].onlyRow
        guard let scope = try row.decode("refused", as: String?.self) else { return reservation }
        try await refuse(cost, scope: scope, remaining: try row.decode("remaining"))
    }

    /// Gives back what a call that was not made had set aside.
    package func release(_ reservation: BudgetReservation) async throws {
        let nothing = Money(micros: 0, currency: reservation.amount.currency)
        // Not fenced: it gives back this reservation only, and giving back twice counts once.
        try await database.query(
            BudgetBook(request: request).settlement(reservation.id, spent: nothing), in: request.tenant)
    }

    private func refuse(_ cost: Money, scope: String, remaining: Int64) async throws -> Never {
        let left = Money(micros: remaining, currency: cost.currency)
        let message =
            "the call may cost \(cost), and \(left) are left of the \(scope)'s budget of "
            + "\(request.pipeline.name); raise budget.\(scope) in its manifest"
        let pauses = request.pipeline.budget.onExceeded == .pause
        _ = try await runFenced([
            EventStore.insertion(
                Event.New(
                    kind: "budget.exceeded", actor: "fleet", run: request.run.id, item: request.item.id,
                    job: request.job.id, data: .object(["message": .string(message), "scope": .string(scope)])),
                tenant: request.tenant)
        ])
        throw StageError(
            code: "budget.exceeded", message: message,
            disposition: pauses ? .snooze(Self.pauseOverBudget) : .discard)
    }
}
