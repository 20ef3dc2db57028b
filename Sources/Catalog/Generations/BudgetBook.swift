import Pipelines
import Postgres

/// The three budgets that a call is charged to: its item's, its run's, and its pipeline's month (`name/2026-11`, by the
/// database's clock in UTC).
struct BudgetBook: Sendable {
    let request: StageRequest

    private var itemKey: String { request.item.id.description }
    private var runKey: String { request.run.id.description }
    private var monthKeyPrefix: String { request.pipeline.name + "/" }

    /// Sets `cost` aside in all three budgets, or says which one has too little left.
    func reservation(_ id: Identifier<Generation>, of cost: Money) -> PostgresQuery {
        let budget = request.pipeline.budget
        let limits = [budget.item?.micros, budget.run.micros, budget.month?.micros]
        return """
            SELECT refused, remaining FROM presswork.reserve(
                \(request.tenant), \(id), \(request.job.id), \(request.job.attempt)::integer, \(cost.micros),
                \(cost.currency),
                ARRAY[\(itemKey), \(runKey), \(monthKeyPrefix) || to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM')],
                \(limits))
            """
    }

    /// Ends a reservation with what was spent; doing it twice counts once.
    func settlement(_ id: Identifier<Generation>, spent: Money) -> PostgresQuery {
        "SELECT presswork.settle_reservation(\(request.tenant), \(id), \(spent.micros))"
    }

    /// Books what was spent without a reservation.
    func expense(_ prompt: Digest, _ cost: Money) -> PostgresQuery {
        // Only the transaction that stores the answer books it.
        """
        INSERT INTO presswork.budget AS b (tenant_id, scope, key, currency, spent_micros)
        SELECT \(request.tenant), scopes.scope, scopes.key, \(cost.currency), \(cost.micros)
        FROM (VALUES
            (1, 'item', \(itemKey)), (2, 'run', \(runKey)),
            (3, 'month', \(monthKeyPrefix) || to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM'))
        ) AS scopes (number, scope, key)
        WHERE EXISTS (
            SELECT FROM presswork.generation g
            WHERE g.tenant_id = \(request.tenant) AND g.prompt = \(prompt) AND g.created_at = now())
        ORDER BY scopes.number
        ON CONFLICT (tenant_id, scope, key) DO UPDATE SET spent_micros = b.spent_micros + excluded.spent_micros
        """
    }
}
