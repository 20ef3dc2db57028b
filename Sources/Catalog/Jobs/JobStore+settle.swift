package import Pipelines
import Postgres

extension JobStore {
    /// What a batch of settlements did.
    package struct SettleReport: Sendable {
        /// Where each job that moved is now; a job whose cancellation was asked for may be cancelled instead.
        package var settled: [JobID: JobState] = [:]
        /// Jobs that belong to another attempt by now: nothing was written for them.
        package var fenced: [JobID] = []
        /// Jobs that came next and run under the caller now.
        package var followed = Claims()
    }

    /// The most rows and bytes of one statement.
    package static let settleRows = 500
    private static let settleBytes = 1 << 20

    /// Ends attempts, one statement a batch: only rows still running under `worker` at their attempt move.
    ///
    /// - Parameters:
    ///   - again: whether this is sent a second time, because the reply to the first was lost. Rows that the first time
    ///     moved count as settled then.
    ///   - ended: claims of the worker of which nothing runs any more.
    ///   - following: what the caller goes on with.
    package func settle(
        _ settlements: [Settlement], by worker: WorkerID, again: Bool = false, ended: [ClaimID] = [],
        following: Following? = nil
    ) async throws -> SettleReport {
        var report = SettleReport()
        var batch = SettleBatch()
        // Ids of the jobs that come next are made here: the server would take 4 µs for each.
        let successors = following?.successors ?? JobID.fresh(settlements.count)
        // In one order everywhere, so that nobody deadlocks with those who cancel.
        for index in settlements.indices.sorted(by: { settlements[$0].job < settlements[$1].job }) {
            try await batch.append(settlements[index], outputs)
            batch.successors.append(successors[index])
            batch.isFollowed.append(following?.isWanted[index] ?? false)
            if batch.ids.count == Self.settleRows || batch.bytes >= Self.settleBytes {
                try await settle(batch, worker, again, [], following, &report)
                batch = SettleBatch()
            }
        }
        if !batch.ids.isEmpty || !ended.isEmpty { try await settle(batch, worker, again, ended, following, &report) }
        return report
    }

    /// Whether the server refused a batch because of what one of its rows holds, such as a NUL character in a text:
    /// sending it again unchanged is in vain. A full disk, say, is not of that kind.
    package static func refusesContents(_ error: any Error) -> Bool {
        guard let error = error as? PostgresError, let state = error.sqlState else { return false }
        // Data exception, constraint violation, program limit exceeded:
        // https://www.postgresql.org/docs/15/errcodes-appendix.html
        return ["22", "23", "54"].contains(String(state.prefix(2)))
    }

    private func settle(
        _ batch: SettleBatch, _ worker: WorkerID, _ again: Bool, _ ended: [ClaimID], _ following: Following?,
        _ report: inout SettleReport
    ) async throws {
        let parameters =
            batch.parameters + [
                PostgresParameter(worker), PostgresParameter(ended), PostgresParameter(batch.successors),
                PostgresParameter(batch.isFollowed), PostgresParameter(following?.claim),
            ]
        var followed = Claims()
        for statement in batch.isPlain ? [JobSQL.complete, JobSQL.settle] : [JobSQL.settle] {
            var queries = [PostgresQuery(trustedText: statement, parameters)]
            if following != nil { queries.append(Self.adopting(batch.successors, by: worker)) }
            let results = try await run(queries)
            for row in results[0] { report.settled[try row.decode(at: 0)] = try row.decode(at: 1, as: JobState.self) }
            if following != nil { followed = try await claims(results[1], worker) }
            // What has been split meanwhile is in a fan.
            guard batch.ids.contains(where: { report.settled[$0] == nil }) else { break }
        }
        report.followed.append(followed)
        var missing = zip(batch.ids, batch.attempts).filter { report.settled[$0.0] == nil }
        if again, !missing.isEmpty {
            let rows = try await run(
                JobSQL.alreadySettled, PostgresParameter(missing.map(\.0)), PostgresParameter(missing.map(\.1)),
                PostgresParameter(worker))
            for row in rows { report.settled[try row.decode(at: 0)] = try row.decode(at: 1, as: JobState.self) }
            missing.removeAll { report.settled[$0.0] != nil }
        }
        report.fenced += missing.map(\.0)
    }
}

/// The columns of a settle statement.
private struct SettleBatch {
    var ids: [JobID] = []
    var attempts: [Int] = []
    var states: [String] = []
    var delays: [Duration?] = []
    var outputs: [PostgresJSON?] = []
    var failures: [PostgresJSON?] = []
    var keys: [Digest?] = []
    var reused: [Bool] = []
    /// Ids of the jobs that come next, and whether the worker goes on with them.
    var successors: [JobID] = []
    var isFollowed: [Bool] = []
    var bytes = 0
    /// Whether nothing but completed jobs that are no parts is among them.
    var isPlain = true

    var parameters: [PostgresParameter] {
        [
            PostgresParameter(ids), PostgresParameter(attempts), PostgresParameter(states), PostgresParameter(delays),
            PostgresParameter(outputs), PostgresParameter(failures), PostgresParameter(keys),
            PostgresParameter(reused),
        ]
    }

    mutating func append(_ settlement: Settlement, _ store: OutputStore) async throws {
        var (delay, output, failure, key): (Duration?, PostgresJSON?, JobFailure?, Digest?)
        switch settlement.outcome {
        case .completed(let value, let memo): (output, key) = (try await store.stored(value), memo)
        case .reused(let value): output = try await store.stored(value)
        case .awaitingReview(let value): output = try await store.stored(value)
        case .retryable(let error, let after): (failure, delay) = (error, after)
        case .snoozed(let after, let reason):
            (failure, delay) = (JobFailure(code: "job.snoozed", message: reason), after)
        case .dead(let error): failure = error
        case .cancelled, .released: break
        }
        isPlain = isPlain && settlement.state == .completed && !settlement.isPart
        ids.append(settlement.job)
        attempts.append(settlement.attempt)
        states.append(settlement.state.rawValue)
        delays.append(delay)
        outputs.append(output)
        failures.append(try failure.map { try PostgresJSON(encoding: $0) })
        keys.append(key)
        if case .reused = settlement.outcome { reused.append(true) } else { reused.append(false) }
        bytes += 64 + (output?.bytes.count ?? 0) + (failures.last??.bytes.count ?? 0)
    }
}
