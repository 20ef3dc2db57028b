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
    package var actor: String

    package init(
        parameters: [String: String] = [:], mode: RunMode = .rehearse, origin: RunOrigin = .manual, first: Int? = nil,
        only: String? = nil, from: Stage? = nil, until: Stage? = nil, logicalTime: Date? = nil, resend: String? = nil,
        refresh: Bool = false, idempotencyKey: String? = nil, actor: String = "operator"
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
        self.actor = actor
    }
}
