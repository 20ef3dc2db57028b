package import Catalog
package import Foundation
package import Pipelines

/// What a person or a scheduler asks for: one run of one pipeline.
package struct RunOrder: Sendable {
    package var parameters: [String: String]
    package var mode: RunMode
    package var origin: RunOrigin
    package var first: Int?
    package var only: String?
    package var from: Stage?
    package var until: Stage?
    package var logicalTime: Date?
    package var resend: String?
    package var refresh: Bool
    package var idempotencyKey: String?
    /// While a run of this key is under way, no other is made.
    package var uniqueKey: String?
    package var priority: JobPriority
    /// When its first jobs may begin.
    package var startAt: Date?
    /// Its jobs at a time, in the whole fleet.
    package var concurrency: Int?
    package var actor: String

    package init(
        parameters: [String: String] = [:], mode: RunMode = .rehearse, origin: RunOrigin = .manual, first: Int? = nil,
        only: String? = nil, from: Stage? = nil, until: Stage? = nil, logicalTime: Date? = nil, resend: String? = nil,
        refresh: Bool = false, idempotencyKey: String? = nil, uniqueKey: String? = nil,
        priority: JobPriority = .normal, startAt: Date? = nil, concurrency: Int? = nil, actor: String = "operator"
    ) {
        self.parameters = parameters
        self.mode = mode
        self.origin = origin
        self.first = first
        self.only = only
        self.from = from
        self.until = until
        self.logicalTime = logicalTime
        self.resend = resend
        self.refresh = refresh
        self.idempotencyKey = idempotencyKey
        self.uniqueKey = uniqueKey
        self.priority = priority
        self.startAt = startAt
        self.concurrency = concurrency
        self.actor = actor
    }
}
