extension EventLoop {
    /// What is wanted of one descriptor: any number of one-shot waiters, and at most one lasting watch.
    struct Registration {
        var waiters: [Waiter] = []
        var watch: Watch?

        var interest: Readiness {
            waiters.reduce(watch?.interest ?? []) { $0.union($1.interest) }
        }
    }

    struct Waiter {
        let id: UInt64
        let interest: Readiness
        let timer: TimerToken?
        let continuation: CheckedContinuation<Readiness, any Error>
    }

    struct Watch {
        let interest: Readiness
        let handler: (Readiness) -> Void
    }

    /// Suspends until `descriptor` is ready for one of `interest`; returns what it is ready for.
    ///
    /// One-shot, and it may be spurious: try the operation and wait again. A descriptor may have a reader and a writer
    /// waiting at the same time. Call it on the loop, and `forget` the descriptor before closing it.
    /// - Throws: `CancellationError`, or `EventLoopError` (timed out at `deadline`, forgotten, stopped, refused).
    @discardableResult
    package func ready(
        _ descriptor: CInt, for interest: Readiness, deadline: ContinuousClock.Instant? = nil,
        isolation: isolated (any Actor)? = #isolation
    ) async throws -> Readiness {
        preconditionIsolated()
        lastWaiterID += 1
        let id = lastWaiterID
        return try await withTaskCancellationHandler {
            // Capturing the isolation keeps this closure on the loop; it would run on the cooperative pool otherwise.
            _ = isolation
            return try await withCheckedThrowingContinuation { continuation in
                wait(descriptor, id: id, for: interest, deadline: deadline, continuation)
            }
        } onCancel: {
            execute { self.fail(descriptor, id: id, with: CancellationError()) }
        }
    }

    /// Calls `handler` on the loop at each readiness (level-triggered) until `unwatch`; replaces an earlier watch of
    /// the descriptor. Call it on the loop.
    /// - Throws: `EventLoopError` when the kernel cannot poll the descriptor.
    package func watch(
        _ descriptor: CInt, readable: Bool, writable: Bool, _ handler: @escaping (Readiness) -> Void
    ) throws(EventLoopError) {
        preconditionIsolated()
        var interest: Readiness = []
        if readable { interest.insert(.readable) }
        if writable { interest.insert(.writable) }
        let known = registrations[descriptor] != nil
        registrations[descriptor, default: Registration()].watch = Watch(interest: interest, handler: handler)
        try arm(descriptor, known: known)
    }

    /// Ends a watch; without one, does nothing. Call it on the loop.
    package func unwatch(_ descriptor: CInt) {
        preconditionIsolated()
        guard registrations[descriptor]?.watch != nil else { return }
        registrations[descriptor]?.watch = nil
        if registrations[descriptor]?.waiters.isEmpty == true {
            registrations[descriptor] = nil
            poller.remove(descriptor)
        }
    }

    /// Ends every wait and watch of a descriptor that is about to be closed. Call it on the loop.
    package func forget(_ descriptor: CInt) {
        preconditionIsolated()
        forget(descriptor, because: EventLoopError(.forgotten, "descriptor \(descriptor) was closed while in use"))
    }

    func forget(_ descriptor: CInt, because error: EventLoopError) {
        guard let registration = registrations.removeValue(forKey: descriptor) else { return }
        poller.remove(descriptor)
        for waiter in registration.waiters { resume(waiter, with: .failure(error)) }
    }

    /// Hands one event of epoll to whom it concerns.
    func dispatch(_ event: Poller.Event) {
        guard var registration = registrations[event.descriptor] else { return poller.remove(event.descriptor) }
        let due = registration.waiters.filter { !$0.interest.isDisjoint(with: event.readiness) }
        if !due.isEmpty {
            registration.waiters.removeAll { !$0.interest.isDisjoint(with: event.readiness) }
            registrations[event.descriptor] = registration
        }
        // A one-shot entry is disarmed now; what still waits on it needs it again.
        if !registration.waiters.isEmpty || (registration.watch != nil && !due.isEmpty) {
            rearm(event.descriptor)
        }
        for waiter in due { resume(waiter, with: .success(event.readiness)) }
        if let watch = registration.watch, !watch.interest.isDisjoint(with: event.readiness) {
            watch.handler(event.readiness)
        }
    }

    private func wait(
        _ descriptor: CInt, id: UInt64, for interest: Readiness, deadline: ContinuousClock.Instant?,
        _ continuation: CheckedContinuation<Readiness, any Error>
    ) {
        preconditionIsolated()
        if Task.isCancelled { return continuation.resume(throwing: CancellationError()) }
        guard !isStopped else {
            return continuation.resume(throwing: EventLoopError(.stopped, "the event loop \(name) was stopped"))
        }
        let timer = deadline.map { deadline in
            schedule(at: deadline) { [self] in
                let error = EventLoopError(.timedOut, "descriptor \(descriptor) was not ready in time")
                fail(descriptor, id: id, with: error)
            }
        }
        let known = registrations[descriptor] != nil
        registrations[descriptor, default: Registration()].waiters.append(
            Waiter(id: id, interest: interest, timer: timer, continuation: continuation))
        do { try arm(descriptor, known: known) } catch { fail(descriptor, id: id, with: error) }
    }

    /// Ends one wait early; one that has ended is ignored.
    private func fail(_ descriptor: CInt, id: UInt64, with error: any Error) {
        guard let index = registrations[descriptor]?.waiters.firstIndex(where: { $0.id == id }),
            let waiter = registrations[descriptor]?.waiters.remove(at: index)
        else { return }
        if registrations[descriptor]?.interest.isEmpty == false { rearm(descriptor) }
        resume(waiter, with: .failure(error))
    }

    private func resume(_ waiter: Waiter, with result: Result<Readiness, any Error>) {
        if let timer = waiter.timer { timers.cancel(timer) }
        waiter.continuation.resume(with: result)
    }

    private func rearm(_ descriptor: CInt) {
        do { try arm(descriptor, known: true) } catch { forget(descriptor, because: error) }
    }

    /// Tells epoll what is wanted. Without a watch the entry is one-shot: it stays in the set, disarmed, after it has
    /// fired, so that the next wait costs one system call.
    private func arm(_ descriptor: CInt, known: Bool) throws(EventLoopError) {
        guard let registration = registrations[descriptor] else { return }
        let failure = poller.set(
            descriptor, interest: registration.interest, oneShot: registration.watch == nil, known: known)
        guard failure != 0 else { return }
        throw EventLoopError(.system(failure), "descriptor \(descriptor) cannot be polled (errno \(failure))")
    }
}
