/// The work of one stage. Handlers hold clients and stores, never the queue or the database: what they need of
/// the truth comes through the ``StageContext``.
///
/// A handler may run more than once for the same job (a worker died, a reply was lost), so everything that it does
/// through the context is content-addressed or fenced, and everything outside goes through the delivery ledger.
package protocol StageHandler: Sendable {
    /// The stage that this handler serves.
    var stage: Stage { get }

    /// Raised by hand whenever the same input gives other output. Part of the memo's key; a golden test reminds.
    var version: Int { get }

    /// The longest that one attempt may take.
    var timeout: Duration { get }

    /// Everything that the output depends on besides ``version``: settings and input digests.
    ///
    /// - Returns: `nil` when this stage is never answered from the memo (`scrape` revalidates, `distribute` has its
    ///   ledger, `review` asks a person).
    func memoMaterial(_ request: StageRequest) throws -> JSONValue?

    /// Does the work.
    ///
    /// - Throws: ``StageError`` with what shall become of the job; anything else is retried with backoff.
    func run(_ context: any StageContext) async throws -> StageOutcome
}

extension StageHandler {
    package var timeout: Duration { .seconds(300) }
}
