import EventLoops

/// Lets requests through an `AdmissionQueue`, with deadlines and cancellation for those that wait.
actor Turnstile {
    private struct Waiter {
        let continuation: CheckedContinuation<Void, any Error>
        let timer: TimerToken
    }

    private nonisolated let loop: EventLoop
    private let maxWaiting: Int
    private var queue: AdmissionQueue
    private var waiters: [AdmissionQueue.Ticket: Waiter] = [:]

    nonisolated var unownedExecutor: UnownedSerialExecutor { unsafe loop.asUnownedSerialExecutor() }

    init(on loop: EventLoop, total: Int, perHost: Int, maxWaiting: Int) {
        self.loop = loop
        self.maxWaiting = maxWaiting
        queue = AdmissionQueue(total: total, perHost: perHost)
    }

    /// Returns when a request to `host` may begin; `leave` must follow. `label` is the URL as errors show it.
    func enter(_ host: String, label: String, before deadline: ContinuousClock.Instant) async throws(TransferError) {
        guard queue.waitingCount < maxWaiting else {
            throw TransferError(.overloaded, "\(label): \(maxWaiting) requests wait already", url: label)
        }
        guard let ticket = queue.enter(host) else { return }
        do {
            try await withTaskCancellationHandler {
                try await withCheckedThrowingContinuation { wait($0, ticket, label, deadline) }
            } onCancel: {
                loop.execute { self.assumeIsolated { $0.giveUp(ticket, .cancelledBeforeStart(label)) } }
            }
        } catch let error as TransferError {
            throw error
        } catch {
            throw TransferError(.cancelled, "\(label): \(error)", url: label, underlying: error)
        }
    }

    /// Whether no request is under way.
    var isIdle: Bool { queue.isIdle }

    /// A request that had entered has ended.
    nonisolated func leave(_ host: String) {
        loop.execute { self.assumeIsolated { $0.callNext(after: host) } }
    }

    private func callNext(after host: String) {
        guard let ticket = queue.leave(host), let waiter = waiters.removeValue(forKey: ticket) else { return }
        loop.cancel(waiter.timer)
        waiter.continuation.resume()
    }

    private func wait(
        _ continuation: CheckedContinuation<Void, any Error>, _ ticket: AdmissionQueue.Ticket, _ label: String,
        _ deadline: ContinuousClock.Instant
    ) {
        let timer = loop.schedule(at: deadline) { [weak self] in
            self?.assumeIsolated { $0.giveUp(ticket, .lateForStart(label)) }
        }
        waiters[ticket] = Waiter(continuation: continuation, timer: timer)
        if Task.isCancelled { giveUp(ticket, .cancelledBeforeStart(label)) }
    }

    private func giveUp(_ ticket: AdmissionQueue.Ticket, _ error: TransferError) {
        guard queue.giveUp(ticket), let waiter = waiters.removeValue(forKey: ticket) else { return }
        loop.cancel(waiter.timer)
        waiter.continuation.resume(throwing: error)
    }
}

extension TransferError {
    static func lateForStart(_ label: String) -> TransferError {
        TransferError(.timeout, "\(label): the time for the whole request was over before it could begin", url: label)
    }

    fileprivate static func cancelledBeforeStart(_ label: String) -> TransferError {
        TransferError(.cancelled, "\(label): the task was cancelled before the request began", url: label)
    }
}
