package import Foundation
package import Pipelines

/// A run that somebody asks for.
package struct RunOrder: Sendable, Hashable {
    /// The name of an applied pipeline.
    package let pipeline: String
    /// `params` of the manifest; strings, numbers and booleans.
    package let parameters: [String: JSONValue]
    /// What the run is called by whoever orders it: at most one run of a pipeline has it.
    package let key: String?
    /// The request header: 1 to 255 printable ASCII characters.
    package let idempotencyKey: String
    /// Of the canonical form of the request's body.
    package let digest: Digest

    package init(
        pipeline: String, parameters: [String: JSONValue], key: String?, idempotencyKey: String, digest: Digest
    ) {
        self.pipeline = pipeline
        self.parameters = parameters
        self.key = key
        self.idempotencyKey = idempotencyKey
        self.digest = digest
    }
}

/// A run that an order led to.
package struct StartedRun: Sendable, Hashable {
    package let id: UUID
    /// Whether an earlier request with the same idempotency key started it.
    package let isReplay: Bool

    package init(id: UUID, isReplay: Bool) {
        self.id = id
        self.isReplay = isReplay
    }
}
