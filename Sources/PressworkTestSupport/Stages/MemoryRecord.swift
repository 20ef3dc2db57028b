package import Foundation
package import Pipelines

/// The record of truth in memory, with the rules of the real one: fenced writes, content-addressed bytes, versions
/// that count up by digest, a delivery ledger, budgets. Contexts of several jobs, attempts and runs share one record.
package actor MemoryRecord {
    /// A row of the ledger with who armed it.
    struct LedgerRow {
        var delivery: Delivery
        var armedBy: JobReference?
    }

    /// Money that was set aside or spent, with the run and item that it counts for.
    struct Expense {
        var run: RunID
        var item: ItemID
        var amount: Money
    }

    /// Files of the stored bundle by relative path.
    package var bundle: [String: [UInt8]]
    /// Time of day of the record; moves only by ``advance(by:)``.
    package private(set) var now: Date
    /// How long after arming a look-up at a channel can be trusted.
    package var lookUpDelay: Duration = .seconds(60)
    /// Everything that stages asked, in order.
    package private(set) var calls: [MemoryCall] = []

    package internal(set) var blobs: [Digest: [UInt8]] = [:]
    /// What is gone of what sources offered and pages held.
    package internal(set) var gone: Set<String> = []
    var documentRows: [String: DocumentRow] = [:]
    var offered: [String: Set<String>] = [:]
    /// What was learnt of sites, in order, and how much of it a run knows.
    var lessons: [(site: String, shared: SharedLines)] = []
    var lessonsOfRuns: [RunID: Int] = [:]
    package internal(set) var generations: [Digest: Generation] = [:]
    package internal(set) var versions: [ProductIdentity: [ProductVersionReference]] = [:]
    package internal(set) var frozen: [ProductIdentity: ManuscriptReference] = [:]
    package internal(set) var checkpoints: [JobID: JSONValue] = [:]

    var channels: [ChannelName: Channel]
    var readers: [ChannelName: [MemorySubscriber]] = [:]
    var ledger: [Digest: LedgerRow] = [:]
    var ledgerOrder: [Digest] = []
    var reservations: [Identifier<Generation>: Expense] = [:]
    var expenses: [Expense] = []
    private var fences: [JobID: Int] = [:]
    private var lastNumber: UInt32 = 1_000

    package init(
        bundle: [String: [UInt8]] = [:], channels: [Channel] = Channel.fixtures,
        now: Date = Date(timeIntervalSince1970: 1_795_176_000)
    ) {
        self.bundle = bundle
        self.channels = Dictionary(channels.map { ($0.name, $0) }) { _, last in last }
        self.now = now
    }

    // MARK: What tests arrange

    /// Adds or replaces one file of the bundle.
    package func put(_ text: String, at path: String) { bundle[path] = Array(text.utf8) }

    /// Adds a channel, or replaces the one of the same name.
    package func add(_ channel: Channel) { channels[channel.name] = channel }

    /// Replaces the readers of a channel.
    package func setReaders(_ readers: [MemorySubscriber], of channel: ChannelName) { self.readers[channel] = readers }

    /// Moves the record's clock.
    package func advance(by interval: TimeInterval) { now.addTimeInterval(interval) }

    /// How long after arming a look-up can be trusted.
    package func setLookUpDelay(_ delay: Duration) { lookUpDelay = delay }

    /// Forgets the recorded calls, so that a test can look at what one step asks.
    package func forgetCalls() { calls.removeAll() }

    // MARK: The fence

    /// Gives a job to a new attempt: earlier attempts are fenced from now on.
    package func claim(_ job: JobReference) { fences[job.id] = max(fences[job.id] ?? 0, job.attempt) }

    /// Refuses a write of an attempt that has been superseded.
    func check(_ job: JobReference) throws {
        let current = fences[job.id] ?? job.attempt
        guard job.attempt >= current else {
            throw StageError(
                code: "job.fenced",
                message: "Attempt \(job.attempt) of job \(job.id) was superseded by attempt \(current).",
                disposition: .discard)
        }
        fences[job.id] = job.attempt
    }

    func note(_ call: MemoryCall) { calls.append(call) }

    /// Ids count up, so that a test's output is the same each time.
    func freshUUID() -> UUID {
        lastNumber += 1
        return UUID.fixture(lastNumber)
    }
}
