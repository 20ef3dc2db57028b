import Pipelines

/// What `enqueue --json` prints.
struct EnqueuedAnswer: Encodable, Sendable {
    var run: RunID
    /// `false` when the key had made this run before.
    var isNew: Bool
}
