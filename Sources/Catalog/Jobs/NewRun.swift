package import Foundation
package import Pipelines

/// A run that is to be made.
package struct NewRun: Sendable {
    /// Where its items come from.
    package enum Contents: Sendable {
        /// The `expand` stage finds them.
        case expand
        /// These; keys that come twice are taken once.
        case items([NewItem])
    }

    package var pipeline: PipelineID
    /// What each item goes through, in order, without `expand`: the pipeline's stages up to `--until`.
    package var stages: [Stage]
    /// The stage from which on nothing is taken from the memo (`--from`).
    package var fromStage: Stage?
    package var contents: Contents
    package var selection: RunSelection
    /// Now, when nil.
    package var logicalTime: Date?
    package var parameters: [String: String]
    package var mode: RunMode
    package var origin: RunOrigin
    package var resend: String?
    package var refresh: Bool
    package var priority: JobPriority
    /// The same key makes no second run in a tenant.
    package var idempotencyKey: String?
    /// While a run of this key is under way, no other is made in the tenant.
    package var uniqueKey: String?
    /// When its first jobs may begin; at once, when nil.
    package var startAt: Date?
    /// At most so many of its jobs at a time.
    package var concurrency: Int?
    /// Who asked, for the record: a user, `schedule`, an API key's name.
    package var actor: String

    package init(
        pipeline: PipelineID, stages: [Stage], fromStage: Stage? = nil, contents: Contents = .expand,
        selection: RunSelection = .all, logicalTime: Date? = nil, parameters: [String: String] = [:],
        mode: RunMode = .rehearse, origin: RunOrigin = .manual, resend: String? = nil, refresh: Bool = false,
        priority: JobPriority = .normal, idempotencyKey: String? = nil, uniqueKey: String? = nil, startAt: Date? = nil,
        concurrency: Int? = nil, actor: String = "operator"
    ) {
        self.pipeline = pipeline
        self.stages = stages
        self.fromStage = fromStage
        self.contents = contents
        self.selection = selection
        self.logicalTime = logicalTime
        self.parameters = parameters
        self.mode = mode
        self.origin = origin
        self.resend = resend
        self.refresh = refresh
        self.priority = priority
        self.idempotencyKey = idempotencyKey
        self.uniqueKey = uniqueKey
        self.startAt = startAt
        self.concurrency = concurrency
        self.actor = actor
    }
}

/// A run that was made, or found by one of its keys.
package struct EnqueuedRun: Sendable, Hashable {
    package var id: RunID
    package var isNew: Bool

    package init(id: RunID, isNew: Bool) {
        self.id = id
        self.isNew = isNew
    }
}
