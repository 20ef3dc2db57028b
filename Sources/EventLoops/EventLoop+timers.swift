extension EventLoop {
    /// Calls `fire` on the loop once `delay` has passed (rounded up to the next millisecond). Call it on the loop.
    package func schedule(after delay: Duration, _ fire: @escaping () -> Void) -> TimerToken {
        schedule(at: .now + delay, fire)
    }

    /// Calls `fire` on the loop at `deadline`, or at once when it has passed. Call it on the loop.
    package func schedule(at deadline: ContinuousClock.Instant, _ fire: @escaping () -> Void) -> TimerToken {
        preconditionIsolated()
        return timers.schedule(at: deadline, fire)
    }

    /// Keeps a timer from firing; one that has fired is ignored. Call it on the loop.
    package func cancel(_ token: TimerToken) {
        preconditionIsolated()
        timers.cancel(token)
    }
}
