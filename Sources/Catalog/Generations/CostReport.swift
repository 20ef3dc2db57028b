package import Pipelines
import Postgres

/// What a run has cost.
package struct CostReport: Sendable, Hashable, Codable {
    /// The calls of one agent to one model.
    package struct Line: Sendable, Hashable, Codable {
        package var agent: String
        package var provider: String
        package var model: String
        package var calls: Int
        package var inputTokens: Int
        package var outputTokens: Int
        package var cost: Money
    }

    package var lines: [Line]
    /// Spent, by the run's budget: also what was paid for answers that another run stored first.
    package var spent: Money
    /// Set aside for calls under way, or by attempts that were lost in one.
    package var reserved: Money
}

extension CostReport {
    /// Reads what a run has cost so far.
    package static func read(_ run: RunID, from database: TenantDatabase, for tenant: TenantID) async throws
        -> CostReport
    {
        let results = try await database.transaction(
            [
                """
                SELECT agent, provider, model, count(*), sum(input_tokens)::bigint, sum(output_tokens)::bigint,
                    sum(cost_micros)::bigint, currency
                FROM presswork.generation WHERE tenant_id = \(tenant) AND run_id = \(run)
                GROUP BY agent, provider, model, currency ORDER BY agent, provider, model, currency
                """,
                """
                SELECT spent_micros, reserved_micros, currency FROM presswork.budget
                WHERE tenant_id = \(tenant) AND scope = 'run' AND key = \(run.description)
                """,
            ], in: tenant)
        let lines = try results[0].decode((String, String, String, Int, Int, Int, Int64, String).self).map { row in
            Line(
                agent: row.0, provider: row.1, model: row.2, calls: row.3, inputTokens: row.4, outputTokens: row.5,
                cost: Money(micros: row.6, currency: row.7))
        }
        guard let row = results[1].first else { return CostReport(lines: lines, spent: .zero, reserved: .zero) }
        let (spent, reserved, currency) = try row.decode((Int64, Int64, String).self)
        return CostReport(
            lines: lines, spent: Money(micros: spent, currency: currency),
            reserved: Money(micros: reserved, currency: currency))
    }
}
