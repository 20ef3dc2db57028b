import Foundation
package import Pipelines
import Postgres

extension JobStore {
    /// What a claim brought: jobs to run, and jobs that nobody can run because what is stored cannot be read.
    package struct Claims: Sendable {
        package var jobs: [ClaimedJob] = []
        package var unreadable: [(job: JobReference, failure: JobFailure)] = []

        mutating func append(_ others: Claims) {
            jobs += others.jobs
            unreadable += others.unreadable
        }
    }

    /// Takes jobs for a worker, all in one statement: those still available at the attempt that the entry saw, of
    /// running, unpaused runs, if the worker is live.
    ///
    /// When it throws, the statement may have been done, or be done later: ask ``adopt(_:by:except:)``.
    ///
    /// - Parameters:
    ///   - claim: names what is taken; ``settle(_:by:again:ended:)`` wants to know when nothing of it runs any more.
    ///   - suspects: whether jobs that a worker has died with are taken, too.
    package func claim(
        _ entries: [(id: JobID, attempt: Int)], by worker: WorkerID, as claim: ClaimID = .fresh(), suspects: Bool = true
    ) async throws -> Claims {
        guard !entries.isEmpty else { return Claims() }
        // In one order everywhere, so that claims of the same rows rather wait for each other than deadlock; what
        // deadlocks all the same is sent again.
        let entries = entries.sorted { $0.id < $1.id }
        let rows = try await run(
            JobSQL.claim, PostgresParameter(entries.map(\.id)), PostgresParameter(entries.map(\.attempt)),
            PostgresParameter(worker), PostgresParameter(suspects), PostgresParameter(claim))
        return try await claims(rows, worker)
    }

    /// What a claim did whose reply was lost: the jobs of its entries that run under `worker` and that it does not know.
    ///
    /// The claim may still be on its way to the server. What it has not taken by now it will not take any more, so that
    /// no job ever runs under a worker that does not know of it: see ``JobSQL/outdate``.
    package func adopt(
        _ entries: [(id: JobID, attempt: Int)], by worker: WorkerID, except known: [JobID]
    ) async throws -> Claims {
        let ids = entries.map(\.id)
        let results = try await run([
            PostgresQuery(
                trustedText: JobSQL.outdate, [PostgresParameter(ids), PostgresParameter(entries.map(\.attempt))]),
            Self.adopting(ids, by: worker, except: known),
        ])
        return try await claims(results[1], worker)
    }

    /// Which of some jobs run under a worker that does not know of them.
    static func adopting(_ ids: [JobID], by worker: WorkerID, except known: [JobID] = []) -> PostgresQuery {
        PostgresQuery(
            trustedText: JobSQL.adopt, [PostgresParameter(ids), PostgresParameter(worker), PostgresParameter(known)])
    }

    /// Outputs kept in the memo, by key.
    package func recall(_ keys: [(tenant: TenantID, key: Digest)]) async throws -> [Digest: JSONValue] {
        guard !keys.isEmpty else { return [:] }
        let rows = try await run(
            JobSQL.recall, PostgresParameter(keys.map(\.tenant)), PostgresParameter(keys.map(\.key)))
        var found: [Digest: JSONValue] = [:]
        for (key, output) in try rows.decode((Digest, JSONValue).self) { found[key] = output }
        return found
    }

    /// A job's input with large outputs read from object storage.
    package func resolvedInput(of job: ClaimedJob) async throws -> JobInput {
        guard case .value(let value) = job.input else { return job.input }
        return .value(try await outputs.resolved(value))
    }

    func claims(_ rows: PostgresResult, _ worker: WorkerID) async throws -> Claims {
        guard !rows.isEmpty else { return Claims() }
        let ids = Set(try rows.map { row throws(PostgresError) in try row.decode(at: 1, as: RunID.self) })
        let missing = runs.missing(ids)
        if !missing.isEmpty { runs.insert(try await loadRuns(missing)) }
        let known = runs.values(ids)
        var claims = Claims()
        for row in rows {
            // By position, in the order of JobSQL's columns: names would be looked up for each row.
            let stage = try row.decode(at: 3, as: String.self)
            let job = JobReference(
                id: try row.decode(at: 0), stage: Stage(rawValue: stage) ?? .expand, part: try row.decode(at: 4),
                attempt: try row.decode(at: 5))
            do {
                guard Stage(rawValue: stage) != nil else {
                    throw CatalogError(.invalid, "no stage is called \(stage); use the program that made the run")
                }
                guard let run = try known[try row.decode(at: 1)]?.get() else {
                    throw CatalogError(.corrupt, "the run of job \(job.id) is not there")
                }
                claims.jobs.append(try Self.claimedJob(row, job, run, worker))
            } catch {
                claims.unreadable.append((job, JobFailure(code: "job.unreadable", message: "\(error)")))
            }
        }
        return claims
    }

    private static func claimedJob(
        _ row: PostgresRow, _ job: JobReference, _ run: RunRecord, _ worker: WorkerID
    ) throws -> ClaimedJob {
        let item: Item
        if let id = try row.decode(at: 2, as: ItemID?.self) {
            let fields = try row.decode(at: 13, as: JSONValue.self)
            item = Item(
                id: id, key: try row.decode(at: 11), index: try row.decode(at: 12),
                fields: fields == .object([:]) ? [:] : try fields.decode())
        } else {
            item = Item(id: ItemID(run.reference.id.rawValue), key: "", index: 0)
        }
        return ClaimedJob(
            job: job, run: run, item: item, worker: worker, errors: try row.decode(at: 6),
            crashes: try row.decode(at: 7), checkpoint: try row.decode(at: 8, as: JSONValue?.self),
            input: try JobInput(row.decode(at: 9)), join: try row.decode(at: 10, as: JobID?.self))
    }
}
