package import EventLoops

/// One connection to Redis: hiredis, non-blocking, on an event loop. Commands of concurrent callers share it: they
/// leave together and are answered in order.
///
/// A blocking command (XREADGROUP … BLOCK, BLPOP) holds up everyone behind it, so give each blocking reader a
/// connection of its own. Cancelling a blocked command closes the connection; the reply of another cancelled command
/// is dropped when it comes. A late reply closes the connection. It lives until `close()`.
package actor RedisConnection: RedisCommands {
    package nonisolated let loop: EventLoop
    package nonisolated var unownedExecutor: UnownedSerialExecutor { unsafe loop.asUnownedSerialExecutor() }

    typealias Waiter = CheckedContinuation<Result<[RedisReply], RedisError>, Never>
    private var context: RedisContext?
    private var pending = PendingReplies<Waiter>()
    private var lastID: UInt64 = 0
    private var timer: (token: TimerToken, deadline: ContinuousClock.Instant)?
    private var isFlushScheduled = false
    private var isWatchingWrites = false
    private let defaultTimeout: Duration
    /// How many replies may be awaited.
    private let maximumPending = 65_536

    private init(loop: EventLoop, defaultTimeout: Duration) {
        self.loop = loop
        self.defaultTimeout = defaultTimeout
    }

    /// Connects, authenticates and selects the database.
    /// - Parameters:
    ///   - resolver: where host names are resolved; without it, on the loop, which suits addresses and sockets only.
    ///   - timeout: of connecting, and of each command that names none.
    package static func connect(
        to endpoint: RedisEndpoint, on loop: EventLoop, resolver: ComputePool? = nil, timeout: Duration = .seconds(10)
    ) async throws(RedisError) -> RedisConnection {
        let connection = RedisConnection(loop: loop, defaultTimeout: timeout)
        try await connection.open(endpoint, resolver: resolver)
        return connection
    }

    /// Lends a connection to `body` and closes it.
    package static func withConnection<Output>(
        to endpoint: RedisEndpoint, on loop: EventLoop, resolver: ComputePool? = nil, timeout: Duration = .seconds(10),
        _ body: (RedisConnection) async throws -> Output
    ) async throws -> Output {
        let connection = try await connect(to: endpoint, on: loop, resolver: resolver, timeout: timeout)
        do {
            let output = try await body(connection)
            await connection.close()
            return output
        } catch {
            await connection.close()
            throw error
        }
    }

    package var isClosed: Bool { context == nil }

    /// Closes it; who waits for a reply gets `closed`.
    package func close() {
        close(because: RedisError(.closed, "the connection to Redis was closed"))
    }

    package func send(
        _ commands: [RedisCommand], timeout: Duration? = nil
    ) async throws(RedisError) -> [RedisReply] {
        guard !commands.isEmpty else { return [] }
        guard let context else { throw RedisError(.closed, "the connection to Redis is closed") }
        guard pending.count + commands.count <= maximumPending else {
            throw RedisError(.overloaded, "\(pending.count) commands to Redis wait for their replies already")
        }
        guard !Task.isCancelled else { throw RedisError(.cancelled, "\(commands[0]) was cancelled") }
        for command in commands { try context.append(command) }
        lastID += 1
        let id = lastID
        let blocking = commands.compactMap(\.blocking)
        let deadline = ContinuousClock.now + blocking.reduce(timeout ?? defaultTimeout, +)
        let result = await withTaskCancellationHandler {
            await withCheckedContinuation { waiter in
                pending.append(
                    id: id, count: commands.count, isBlocking: !blocking.isEmpty, deadline: deadline, waiter: waiter)
                watchDeadline(deadline)
                scheduleFlush()
            }
        } onCancel: {
            loop.execute { self.assumeIsolated { $0.cancel(id) } }
        }
        return try result.get()
    }

    // MARK: Opening and closing

    private func open(_ endpoint: RedisEndpoint, resolver: ComputePool?) async throws(RedisError) {
        let deadline = ContinuousClock.now + defaultTimeout
        do {
            let address =
                try await endpoint.sentinels?.primary(on: loop, resolver: resolver, timeout: defaultTimeout)
                ?? endpoint.address
            let starting = try await start(address, resolver: resolver)
            try await loop.ready(starting.descriptor, for: .writable, deadline: deadline)
            try starting.finishConnecting()
            context = starting
            try watch(writes: false)
            for reply in try await send(endpoint.greeting) { _ = try reply.get() }
            if endpoint.sentinels != nil { try await demandPrimary(address) }
        } catch {
            close()
            switch error {
            case let error as RedisError: throw error
            case is CancellationError: throw RedisError(.cancelled, "connecting to Redis was cancelled")
            case let error as EventLoopError where error.code == .timedOut:
                throw RedisError(.timedOut, "Redis at \(endpoint.address) did not accept the connection in time")
            default: throw RedisError(.connectionFailed, "cannot connect to Redis at \(endpoint.address): \(error)")
            }
        }
    }

    /// Sentinels may be late: a primary that was demoted says so itself.
    private func demandPrimary(_ address: RedisEndpoint.Address) async throws(RedisError) {
        guard try await send(RedisCommand("ROLE")).element(0).string == "master" else {
            throw RedisError(.connectionFailed, "Redis at \(address) is no primary (any more); the sentinels are late")
        }
    }

    private func start(_ address: RedisEndpoint.Address, resolver: ComputePool?) async throws -> RedisContext {
        guard let resolver else { return try RedisContext(address) }
        return try await resolver.run { try RedisContext(address) }
    }

    private func close(because error: RedisError, except cancelled: UInt64? = nil) {
        guard let context else { return }
        loop.forget(context.descriptor)
        self.context = nil
        if let timer { loop.cancel(timer.token) }
        timer = nil
        for (id, waiter) in pending.removeAll() {
            let own = RedisError(.cancelled, "a blocked command to Redis was cancelled")
            waiter.resume(returning: .failure(id == cancelled ? own : error))
        }
    }

    private func cancel(_ id: UInt64) {
        switch pending.cancel(id) {
        case .ignored: return
        case .abandoned(let waiter):
            waiter.resume(returning: .failure(RedisError(.cancelled, "a command to Redis was cancelled")))
        case .mustClose:
            let error = RedisError(
                .connectionLost, "the connection to Redis was closed to cancel a blocked command on it")
            close(because: error, except: id)
        }
    }

    // MARK: Bytes

    /// Sends once this turn of the loop is over, so that what concurrent callers bring leaves together.
    private func scheduleFlush() {
        guard !isFlushScheduled else { return }
        isFlushScheduled = true
        loop.execute { self.assumeIsolated { $0.flush() } }
    }

    private func flush() {
        isFlushScheduled = false
        perform { context throws(RedisError) in
            let isDone = try context.flush()
            if isDone == isWatchingWrites { try watch(writes: !isDone) }
        }
    }

    private func receive(_ readiness: Readiness) {
        if readiness.contains(.writable), isWatchingWrites { flush() }
        guard readiness.contains(.readable) else { return }
        perform { context throws(RedisError) in
            try context.fill()
            while let reply = try context.nextReply() {
                switch pending.receive(reply) {
                case .complete(let waiter, let replies): waiter.resume(returning: .success(replies))
                case .incomplete, .abandoned: continue
                case .unexpected:
                    // Such as "ERR max number of clients reached", sent before anything was asked.
                    _ = try reply.get()
                    throw RedisError(.unexpectedReply, "Redis sent a reply that nobody asked for")
                }
            }
        }
    }

    /// Closes the connection when `work` on it fails.
    private func perform(_ work: (RedisContext) throws(RedisError) -> Void) {
        guard let context else { return }
        do throws(RedisError) { try work(context) } catch { close(because: error) }
    }

    private func watch(writes: Bool) throws(RedisError) {
        guard let context else { return }
        isWatchingWrites = writes
        do throws(EventLoopError) {
            try loop.watch(context.descriptor, readable: true, writable: writes) { readiness in
                self.assumeIsolated { $0.receive(readiness) }
            }
        } catch {
            throw RedisError(.connectionLost, "the connection to Redis cannot be watched: \(error)")
        }
    }

    // MARK: Time

    /// Keeps one timer, at or before the earliest deadline.
    private func watchDeadline(_ deadline: ContinuousClock.Instant) {
        if let timer {
            if timer.deadline <= deadline { return }
            loop.cancel(timer.token)
        }
        let token = loop.schedule(at: deadline) { self.assumeIsolated { $0.checkDeadlines() } }
        timer = (token, deadline)
    }

    private func checkDeadlines() {
        timer = nil
        guard let deadline = pending.earliestDeadline else { return }
        guard deadline <= .now else { return watchDeadline(deadline) }
        close(because: RedisError(.timedOut, "Redis did not answer in time; the connection was closed"))
    }
}
