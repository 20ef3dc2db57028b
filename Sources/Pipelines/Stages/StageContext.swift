/// What a handler may ask of the record of truth while it runs one job.
///
/// Every write is content-addressed or fenced by the job's attempt: a handler whose job has been given to another
/// worker gets ``StageError`` with the code `job.fenced` and must stop. Catalog implements it over Postgres and object
/// storage; PressworkTestSupport has it in memory.
package protocol StageContext: Sendable {
    var request: StageRequest { get }

    /// The worker's own deadline or the job's, whichever comes first. Nothing may leave for outside after it.
    var deadline: ContinuousClock.Instant { get }

    // MARK: The bundle

    /// The bytes of one file of the stored bundle, by its relative path.
    func bundleFile(_ path: String) async throws -> [UInt8]
    /// Relative paths of the bundle's files under `folder`, sorted.
    func bundleFiles(under folder: String) async throws -> [String]

    // MARK: Content-addressed bytes

    /// Stores an asset and returns its address; storing the same bytes again changes nothing.
    func store(_ bytes: [UInt8], mediaType: String, role: AssetRole, fileName: String) async throws -> AssetReference
    /// Reads stored bytes, at most `limit` of them.
    func load(_ digest: Digest, limit: Int) async throws -> [UInt8]

    // MARK: Documents

    /// What is known of a page from earlier runs: its validators and its document.
    func knownDocument(at url: String) async throws -> KnownDocument?
    /// Records a fetched and parsed page; returns the reference that goes on to `generate`.
    ///
    /// - Parameter site: the origin of the site that the page is of; nil for what is no page of the web.
    func record(_ document: Document, validators: Validators, rights: Rights, site: String?) async throws
        -> DocumentReference
    /// Records that a page is as it was, and how long that holds; an answer that names no validators keeps the old ones.
    func confirmDocument(at url: String, validators: Validators) async throws
    /// Records that a page that was read before is not there any more (404, 410).
    func noteGone(documentAt url: String) async throws
    /// Records what a source of the run's pipeline offers now, and thereby what it does not offer any more.
    func record(_ listing: SourceListing) async throws

    /// What was learnt of a site, given as its origin (`https://example.org`), before the run was made.
    func knownSite(_ site: String) async throws -> KnownSite
    /// The documents that pages of a site became last, whole pages only, the newest first.
    func documents(ofSite site: String, limit: Int) async throws -> [Digest]
    /// Records what a site's documents share; runs that are made from now on know it.
    func record(_ shared: SharedLines, ofSite site: String) async throws

    // MARK: Generations

    /// A stored answer of a provider, by the digest of the prompt: an answer that was paid for is never paid twice.
    func generation(_ prompt: Digest) async throws -> Generation?
    /// Stores an answer before anything else is done with it, and settles its cost against the budgets.
    func record(_ generation: Generation) async throws
    /// Sets aside `cost` before a call. Throws ``StageError`` `budget.exceeded` when a budget has less left.
    func reserve(_ cost: Money) async throws -> BudgetReservation
    /// Gives a reservation back that was not used.
    func release(_ reservation: BudgetReservation) async throws

    // MARK: Products

    /// The manuscript of a product whose text a person accepted or that was published; `nil` when it may be written.
    func frozenManuscript(of product: ProductIdentity) async throws -> ManuscriptReference?
    /// Freezes the text of a product.
    func freeze(_ product: ProductIdentity, manuscript: ManuscriptReference) async throws
    /// Records what was made. The same assets as in the newest version give that version again, others the next one.
    func recordVersion(_ version: NewVersion) async throws -> ProductVersionReference

    // MARK: Channels and deliveries

    /// The account that `name` stands for; throws ``StageError`` `channel.unknown` with the known names.
    func channel(_ name: ChannelName) async throws -> Channel
    /// Readers who may get mail: subscribed, not suppressed. Pages of at most `limit`, after `cursor` (an address).
    func subscribers(of channel: ChannelName, segment: String?, after cursor: String?, limit: Int) async throws
        -> [Subscriber]
    /// Writes the intent of each delivery, or finds what an earlier attempt or run wrote. Never sends anything.
    func plan(_ deliveries: [DeliveryPlan]) async throws -> [Delivery]
    /// Takes the right to send, committed before the first byte leaves.
    func arm(_ delivery: Delivery) async throws -> ArmOutcome
    /// Records how a delivery that this job armed ended.
    func resolve(_ delivery: Delivery, as outcome: DeliveryOutcome) async throws
    /// The newest confirmed delivery of a product to an account: what a replace channel updates.
    func lastConfirmed(_ product: ProductIdentity, on channel: ChannelName, action: DeliveryAction) async throws
        -> Delivery?

    // MARK: Progress

    /// Tells people how far the job is, 0 to 1, with a short word.
    func report(progress: Double, _ note: String) async
    /// Stores where a later attempt shall go on.
    func checkpoint(_ state: JSONValue) async throws
}

extension StageContext {
    /// Records a document that is no page of a site.
    package func record(
        _ document: Document, validators: Validators, rights: Rights
    ) async throws -> DocumentReference {
        try await record(document, validators: validators, rights: rights, site: nil)
    }
}
