/// What a write did.
package enum PutOutcome: Sendable, Equatable {
    /// The bytes are stored.
    case created
    /// There was an object already, which was left as it is; only with `ifAbsent`.
    case alreadyPresent
}
