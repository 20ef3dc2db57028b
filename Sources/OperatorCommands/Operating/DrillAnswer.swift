import Pipelines

/// The JSON answer of `presswork drill`.
struct DrillAnswer: Encodable, Sendable {
    var run: RunID
    /// When the order's commit had returned, in seconds since 1970: what the time to the first claim is measured from.
    var committed: Double
}
