import Foundation
import Pipelines
import Postgres

extension PostgresRow {
    fileprivate func date(_ name: String) throws -> Date { try decode(name, as: PostgresTimestamp.self).date }
    fileprivate func optionalDate(_ name: String) throws -> Date? {
        try decode(name, as: PostgresTimestamp?.self)?.date
    }

    fileprivate func named<Value: RawRepresentable<String>>(_ name: String, as type: Value.Type = Value.self) throws
        -> Value
    {
        let text = try decode(name, as: String.self)
        guard let value = Value(rawValue: text) else { throw CatalogError(.invalid, "“\(text)” is not a \(type)") }
        return value
    }
}

extension RunSummary {
    /// Reads a row of ``JobSQL/runSummaries``.
    init(_ row: PostgresRow) throws {
        let (remaining, completed): (Int, Int) = (try row.decode("remaining"), try row.decode("completed"))
        let (dead, cancelled): (Int, Int) = (try row.decode("dead"), try row.decode("cancelled"))
        self.init(
            id: try row.decode("id"), pipeline: try row.decode("name"), state: try row.decode("state"),
            isPaused: try row.decode("paused"), mode: try row.named("mode"), origin: try row.named("origin"),
            logicalTime: try row.date("logical_time"), createdAt: try row.date("created_at"),
            finishedAt: try row.optionalDate("finished_at"), items: remaining + completed + dead + cancelled,
            remaining: remaining, completed: completed, dead: dead, cancelled: cancelled)
    }
}

extension JobSummary {
    /// Reads a row of the job summaries.
    init(_ row: PostgresRow) throws {
        self.init(
            id: try row.decode("id"), run: try row.decode("run_id"), pipeline: try row.decode("name"),
            stage: try row.named("stage"), part: try row.decode("part"), state: try row.decode("state"),
            itemKey: try row.decode("key"), attempt: try row.decode("attempt"), errors: try row.decode("errors"),
            crashes: try row.decode("crashes"), isReused: try row.decode("reused"),
            failure: try row.decode("last_error", as: JSONValue?.self)?.decode(), createdAt: try row.date("created_at"),
            claimedAt: try row.optionalDate("claimed_at"), finishedAt: try row.optionalDate("finished_at"),
            output: try row.decode("output"))
    }
}

extension WorkerSummary {
    /// Reads a row of ``JobSQL/workers``.
    init(_ row: PostgresRow) throws {
        self.init(
            id: try row.decode("id"), stages: try row.decode("stages"), slots: try row.decode("slots"),
            host: try row.decode("host"), version: try row.decode("version"), isLive: try row.decode("live"),
            isDraining: try row.decode("draining"), startedAt: try row.date("started_at"),
            seenAt: try row.date("seen_at"))
    }
}
