import Foundation
package import Pipelines
import Postgres

extension JobStore {
    /// The most parts of one call, and of one job.
    package static let partsAtOnce = 1_000
    package static let partLimit = 10_000

    /// Stores parts of a running job, the job that joins them, and the checkpoint, in one statement. Parts whose keys are
    /// there already are left as they are.
    ///
    /// - Returns: how many were added.
    /// - Throws: ``StageError`` `job.fenced` when the job belongs to another attempt by now or is to be cancelled,
    ///   `stage.parts` when the parts are not to be had.
    package func store(_ batch: StageParts, for job: JobReference) async throws -> Int {
        try Self.check(batch, job)
        var seen: Set<String> = []
        let parts = batch.parts.filter { seen.insert($0.key).inserted }
        let row = try await run(
            JobSQL.splitJob, PostgresParameter(job.id), PostgresParameter(job.attempt),
            PostgresParameter(JobID.fresh()), PostgresParameter(parts.map(\.key)),
            PostgresParameter(try parts.map { try PostgresJSON($0.payload) }),
            PostgresParameter(parts.map(\.limitKey)),
            PostgresParameter(try batch.checkpoint.map { try PostgresJSON($0) })
        ).onlyRow
        guard try row.decode("fenced", as: Int.self) == 1 else {
            throw StageError(
                code: "job.fenced", message: "job \(job.id) was given to another worker, or its run is cancelled",
                disposition: .discard)
        }
        guard try row.decode("remaining", as: Int.self) <= Self.partLimit + 1 else {
            throw Self.refused("a job has more than \(Self.partLimit) parts")
        }
        return try row.decode("parts")
    }

    /// The inputs that parts share with the jobs that join them.
    package func inputs(ofJoins jobs: [JobID]) async throws -> [JobID: JSONValue] {
        guard !jobs.isEmpty else { return [:] }
        var inputs: [JobID: JSONValue] = [:]
        for (id, input) in try await run(JobSQL.joinInputs, PostgresParameter(jobs)).decode((JobID, JSONValue).self) {
            inputs[id] = input
        }
        return inputs
    }

    /// What a joining job joins, by key.
    ///
    /// - Throws: ``StageError`` `part.dead` when a part did not complete, `part.unfinished` when one is under way.
    package func parts(of job: JobID) async throws -> [PartResult] {
        var results: [PartResult] = []
        var missing: [String] = []
        for row in try await run(JobSQL.joinedParts, PostgresParameter(job)) {
            let (key, state): (String, JobState) = (try row.decode("part"), try row.decode("state"))
            guard state.isTerminal else {
                throw StageError(
                    code: "part.unfinished", message: "the part \(key) is \(state.rawValue)",
                    disposition: .snooze(.seconds(5)))
            }
            guard state == .completed else {
                missing.append(key)
                continue
            }
            // The job that made the parts is not one.
            guard !key.isEmpty else { continue }
            let output = try row.decode("output", as: JSONValue?.self) ?? .null
            results.append(PartResult(key: key, output: try await outputs.resolved(output)))
        }
        guard missing.isEmpty else {
            let names = missing.prefix(5).map { $0.isEmpty ? "the first job" : $0 }.joined(separator: ", ")
            throw StageError(
                code: "part.dead", message: "\(missing.count) parts did not complete: \(names)", disposition: .discard)
        }
        return results
    }

    private static func check(_ batch: StageParts, _ job: JobReference) throws {
        guard job.part.isEmpty, job.stage != .expand else { throw refused("a part has no parts, and expand has items") }
        guard batch.parts.count <= partsAtOnce else {
            throw refused("\(batch.parts.count) parts at once; \(partsAtOnce) are the most")
        }
        for part in batch.parts where !(1...200).contains(part.key.utf8.count) || part.key.hasPrefix("/") {
            throw refused("“\(part.key.prefix(80))” is not a part's key: 1 to 200 bytes, no slash in front")
        }
    }

    private static func refused(_ message: String) -> StageError {
        StageError(code: "stage.parts", message: message, disposition: .discard)
    }
}
