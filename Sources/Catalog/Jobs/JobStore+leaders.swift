package import Pipelines
import Postgres

extension JobStore {
    /// Who leads, as a candidate sees it.
    package enum Leadership: Sendable, Hashable {
        /// The candidate, in this term.
        case mine(term: Int)
        /// Another, whose beat was this.
        case others(beat: Int)
    }

    /// Leads on or takes over: when nobody leads, when the candidate does, or when the leader stood still at `beat`.
    package func lead(_ role: String, as candidate: WorkerID, overStillBeat beat: Int? = nil) async throws -> Leadership
    {
        let name = PostgresParameter(role)
        let results = try await run([
            PostgresQuery(trustedText: JobSQL.nominate, [name]),
            PostgresQuery(
                trustedText: JobSQL.lead, [name, PostgresParameter(candidate), PostgresParameter(beat ?? -1)]),
            PostgresQuery(trustedText: JobSQL.leader, [name]),
        ])
        if let row = results[1].first { return .mine(term: try row.decode("term")) }
        return .others(beat: try results[2].onlyRow.decode("beat"))
    }

    /// Makes way at once for another leader.
    package func resign(_ role: String, as holder: WorkerID) async throws {
        _ = try await run(JobSQL.resign, PostgresParameter(role), PostgresParameter(holder))
    }
}
