import CLinux
import Glibc

/// A fixed number of threads for calls that block or compute for long (libxml2, libgd, files, `getaddrinfo`), so that
/// neither the cooperative pool nor an event loop ever waits for them.
///
/// Enter it with `run`. The threads end when the pool is released.
package final class ComputePool: TaskExecutor {
    /// How many threads it has.
    package let threads: Int
    private let name: String
    private let capacity: Int
    private let queue: WorkQueue

    /// - Parameters:
    ///   - threads: how many; by default one for each core the process may use.
    ///   - capacity: how many pieces of work may wait for a thread before `run` refuses more.
    package init(name: String, threads: Int = ComputePool.availableCores, capacity: Int = 4096) {
        precondition(threads > 0 && capacity > 0, "a compute pool needs a thread and room for work")
        self.name = name
        self.threads = threads
        self.capacity = capacity
        let queue = WorkQueue(capacity: capacity)
        self.queue = queue
        // The threads hold the queue and not the pool, so that releasing the pool can end them.
        for number in 1...threads {
            NamedThread.start("\(name)-\(number)") { ComputePool.drain(queue) }
        }
    }

    deinit {
        queue.close(threads: threads)
    }

    /// The cores that this process may use: more threads than those would only take turns.
    package static var availableCores: Int {
        let usable = Int(presswork_usable_cores())
        return usable > 0 ? usable : max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))
    }

    /// Runs `work` on one of the pool's threads and returns what it returns.
    ///
    /// `work` is `@Sendable`, so it cannot touch an actor's state and be drawn onto that actor's executor. Cancelling
    /// the task withdraws work that has not begun; work that has begun runs to its end.
    /// - Throws: what `work` throws, `CancellationError`, or `ComputePoolError` when `capacity` pieces wait already.
    package func run<Output>(_ work: @escaping @Sendable () throws -> sending Output) async throws -> sending Output {
        let ticket = Locked<UInt64?>(nil)
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Output, any Error>) in
                submit(work, continuation, ticket)
            }
        } onCancel: {
            if let ticket = ticket.withLock({ $0 }) { queue.withdraw(ticket) }
        }
    }

    /// Takes a job of a task that prefers this executor.
    package func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        // The item keeps the pool alive, so that the executor named to the job is there when it runs.
        let item = WorkQueue.Item(run: { unsafe job.runSynchronously(on: self.asUnownedTaskExecutor()) }, withdraw: nil)
        _ = queue.add(item, limited: false)
    }

    private func submit<Output>(
        _ work: @escaping @Sendable () throws -> sending Output,
        _ continuation: CheckedContinuation<Output, any Error>, _ ticket: Locked<UInt64?>
    ) {
        let item = WorkQueue.Item(
            run: {
                do { continuation.resume(returning: try work()) } catch { continuation.resume(throwing: error) }
            },
            withdraw: { continuation.resume(throwing: CancellationError()) })
        guard let added = queue.add(item, limited: true) else {
            return continuation.resume(throwing: ComputePoolError(pool: name, capacity: capacity))
        }
        ticket.withLock { $0 = added }
        // A cancellation that came before the ticket was known found nothing to withdraw.
        if Task.isCancelled { queue.withdraw(added) }
    }

    private static func drain(_ queue: WorkQueue) {
        while let item = queue.next() { item.run() }
    }
}
