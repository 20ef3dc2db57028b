package import Foundation

/// What a handler is asked to do: pure values, the same on every attempt of the job except for `attempt`.
package struct StageRequest: Sendable {
    package var tenant: TenantID
    package var run: RunReference
    package var pipeline: Pipeline
    package var item: Item
    package var job: JobReference
    /// What the earlier stages of this item returned.
    package var input: StageInput
    /// Where the last attempt stopped, if it said so.
    package var checkpoint: JSONValue?

    package init(
        tenant: TenantID, run: RunReference, pipeline: Pipeline, item: Item, job: JobReference, input: StageInput,
        checkpoint: JSONValue? = nil
    ) {
        self.tenant = tenant
        self.run = run
        self.pipeline = pipeline
        self.item = item
        self.job = job
        self.input = input
        self.checkpoint = checkpoint
    }
}

/// One job's identity and its fence.
package struct JobReference: Sendable, Hashable {
    package var id: JobID
    package var stage: Stage
    /// The part of the stage (a chapter, a recipient chunk); empty for the whole.
    package var part: String
    /// The fencing token: it only ever grows.
    package var attempt: Int

    package init(id: JobID, stage: Stage, part: String = "", attempt: Int) {
        self.id = id
        self.stage = stage
        self.part = part
        self.attempt = attempt
    }
}

/// The run that a job belongs to.
package struct RunReference: Sendable, Hashable, Codable {
    package var id: RunID
    /// The time that the run is made for: its tick, or when it was enqueued. `run.week` and `run.date` derive from it.
    package var logicalTime: Date
    package var parameters: [String: String]
    package var mode: RunMode
    package var origin: RunOrigin
    /// The reason given with `--resend`: the only way to reach an append channel twice with one product.
    package var resend: String?
    /// Whether frozen text may be written again, said with `--refresh`.
    package var refresh: Bool

    package init(
        id: RunID, logicalTime: Date, parameters: [String: String] = [:], mode: RunMode = .rehearse,
        origin: RunOrigin = .manual, resend: String? = nil, refresh: Bool = false
    ) {
        self.id = id
        self.logicalTime = logicalTime
        self.parameters = parameters
        self.mode = mode
        self.origin = origin
        self.resend = resend
        self.refresh = refresh
    }
}

/// Whether outside effects are real. Said, never guessed.
package enum RunMode: String, Sendable, Codable, Hashable {
    /// Nothing leaves: channels are stand-ins that record.
    case rehearse
    case live
}

/// Why a run exists. Backfill and catch-up never reach append channels unless told.
package enum RunOrigin: String, Sendable, Codable, Hashable {
    case manual, schedule, catchup, backfill, api
}

/// One product in the making inside a run.
package struct Item: Sendable, Hashable, Codable {
    package var id: ItemID
    /// Unique within the pipeline's run; part of each product's identity.
    package var key: String
    /// Position in the run, from 0.
    package var index: Int
    /// The row of a CSV, or the link of a document (`url`, `title`); manifest variables `item.…`.
    package var fields: [String: String]

    package init(id: ItemID, key: String, index: Int, fields: [String: String] = [:]) {
        self.id = id
        self.key = key
        self.index = index
        self.fields = fields
    }
}
