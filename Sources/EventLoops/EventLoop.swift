import Glibc
import Synchronization

/// One thread that sleeps in epoll and runs what becomes ready: the executor of every actor that owns a non-blocking
/// handle (libpq, hiredis, libcurl). Nothing that runs on it may block.
///
/// An actor runs here by returning `loop.asUnownedSerialExecutor()` from its `unownedExecutor`; C callbacks on the loop
/// then re-enter it with `assumeIsolated`. The thread keeps the loop alive until `stop()`.
///
/// It is no `TaskExecutor`: a task that preferred it would be queued anew at each `await` of its own actor, which then
/// could be entered by others in the middle of what it does at once.
package final class EventLoop: SerialExecutor, @unchecked Sendable {
    // Sendable: `inbox` and `thread` may be used from anywhere; `poller` is immutable and epoll is thread-safe; all
    // `var`s are touched on the loop's thread only (`preconditionIsolated`).
    package let name: String
    let poller = Poller()
    private let inbox = Locked(Inbox())
    private let thread = Atomic<UInt>(0)
    private var isStopping = false
    var registrations: [CInt: Registration] = [:]
    var timers = TimerQueue()
    var lastWaiterID: UInt64 = 0

    private static let roundsBetweenPolls = 16

    private enum Entry: Sendable {
        case job(UnownedJob)
        case call(@Sendable () -> Void)
    }

    private struct Inbox: Sendable {
        var entries: [Entry] = []
        /// The thread is in, or about to enter, `epoll_wait`: an arriving entry has to wake it.
        var isAsleep = false
        var hasThread = true
    }

    /// Starts the thread. `name` shows in `top -H`.
    package init(name: String) {
        self.name = name
        NamedThread.start(name) { self.run() }
    }

    // MARK: Executor

    package func enqueue(_ job: consuming ExecutorJob) {
        add(.job(UnownedJob(job)))
    }

    /// Runs `call` on the loop, after what is queued already. From any thread.
    package func execute(_ call: @escaping @Sendable () -> Void) {
        add(.call(call))
    }

    /// Whether the caller runs on this loop's thread; never unknown.
    package func isIsolatingCurrentContext() -> Bool? {
        thread.load(ordering: .relaxed) == UInt(pthread_self())
    }

    package func checkIsolated() {
        precondition(isIsolatingCurrentContext() == true, "this must run on the event loop \(name)")
    }

    /// Ends every wait with `EventLoopError.stopped`, drops watches and timers, runs what is queued and ends the
    /// thread. Jobs that arrive later are still run (on a new short-lived thread), so nothing awaits for ever.
    package func stop() {
        execute { self.beginStopping() }
    }

    // MARK: The thread

    private func add(_ entry: Entry) {
        let (mustWake, mustStart) = inbox.withLock { inbox in
            inbox.entries.append(entry)
            let action = (inbox.isAsleep, !inbox.hasThread)
            inbox.isAsleep = false
            inbox.hasThread = true
            return action
        }
        if mustWake { poller.wake() }
        if mustStart { NamedThread.start(name) { self.run() } }
    }

    private func run() {
        thread.store(UInt(pthread_self()), ordering: .relaxed)
        var entries: [Entry] = []
        var ready: [Poller.Event] = []
        while true {
            runEntries(&entries)
            fireTimers()
            if isStopping, !hasMoreAfterStop() { return }
            poller.wait(timeToSleep(), into: &ready)
            // What the events below resume is queued by this thread, which need not wake itself.
            if !ready.isEmpty { inbox.withLock { $0.isAsleep = false } }
            for event in ready { dispatch(event) }
        }
    }

    /// Runs what is queued, and what that queues in turn, for some rounds: the kernel need not be asked between them.
    private func runEntries(_ entries: inout [Entry]) {
        for _ in 0..<Self.roundsBetweenPolls {
            takeEntries(into: &entries)
            if entries.isEmpty { return }
            for entry in entries {
                switch entry {
                case .job(let job): unsafe job.runSynchronously(on: asUnownedSerialExecutor())
                case .call(let call): call()
                }
            }
        }
    }

    private func takeEntries(into entries: inout [Entry]) {
        entries.removeAll(keepingCapacity: true)
        // The two arrays change places, so that neither is allocated again.
        let spare = entries
        entries = inbox.withLock { inbox in
            inbox.isAsleep = false
            let taken = inbox.entries
            inbox.entries = spare
            return taken
        }
    }

    private func timeToSleep() -> Duration? {
        let deadline = timers.nextDeadline()
        let maySleep = inbox.withLock { inbox in
            inbox.isAsleep = inbox.entries.isEmpty
            return inbox.isAsleep
        }
        guard maySleep else { return .zero }
        return deadline.map { $0 - .now }
    }

    private func fireTimers() {
        guard timers.count > 0 else { return }
        let now = ContinuousClock.now
        while let fire = timers.popDue(at: now) { fire() }
    }

    private func beginStopping() {
        isStopping = true
        timers.removeAll()
        for descriptor in registrations.keys {
            forget(descriptor, because: EventLoopError(.stopped, "the event loop \(name) was stopped"))
        }
    }

    private func hasMoreAfterStop() -> Bool {
        inbox.withLock { inbox in
            inbox.hasThread = !inbox.entries.isEmpty
            return inbox.hasThread
        }
    }

    /// Whether `stop()` has taken effect; on the loop.
    var isStopped: Bool { isStopping }
}
