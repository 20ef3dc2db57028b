/// How an attempt ended when it did not throw.
package enum StageOutcome: Sendable {
    /// The stage is done; its output (one of the `…Output` types, encoded) goes to the next stage.
    case completed(JSONValue)
    /// `expand` only: the items of one chunk (at most 1,000); called again with the checkpoint until `last`.
    case expanded(ItemChunk)
    /// Not of `expand`: parts of the job, each a job of its own; called again with the checkpoint until the last. When all
    /// have ended one more job of the stage joins them: ``StageRequest/parts``.
    case split(StageParts)
    /// A person decides; the job waits without a worker.
    case awaitingReview(JSONValue)
    /// Not now: come back after the interval. Spends no budget.
    case snoozed(Duration, reason: String)
}
