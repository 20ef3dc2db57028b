import EventLoops
import Glibc

/// A private server: one child process, found again by its pid file when a run was killed.
actor ServerProcess {
    nonisolated let loop: EventLoop
    nonisolated var unownedExecutor: UnownedSerialExecutor { unsafe loop.asUnownedSerialExecutor() }
    private let plan: Plan
    private var lock: FolderLock?
    private var child: ChildProcess?

    /// What to start and where its traces are.
    struct Plan: Sendable {
        /// "Redis", "Postgres".
        var name: String
        var command: ChildProcess.Command
        /// Where the pid file and the lock are; the command line names `marker`.
        var folder: String
        var marker: String
        var sockets: SocketFolder
        /// The signal that ends it cleanly.
        var stopSignal: CInt
        var startTimeout: Duration
    }

    /// - Parameter lock: of the plan's folder, taken before anything in it was touched.
    init(_ plan: Plan, lock: FolderLock, on loop: EventLoop) {
        self.plan = plan
        self.loop = loop
        self.lock = lock
    }

    private var pidFile: PidFile { PidFile(path: "\(plan.folder)/pid") }

    /// Stops what a killed run left, if that still lives.
    func stopLeftover() async throws(LocalServerError) {
        if let process = pidFile.process(naming: plan.marker) {
            do {
                process.send(plan.stopSignal)
                try await end(of: process, within: .seconds(10))
            } catch {
                process.send(SIGKILL)
                do { try await end(of: process, within: .seconds(5)) } catch {
                    throw LocalServerError(
                        .didNotStop, "\(plan.name) of an earlier run (process \(process.pid)) cannot be stopped",
                        underlying: error)
                }
            }
        }
        pidFile.remove()
    }

    /// Starts it and returns when it takes connections.
    func start() async throws(LocalServerError) {
        precondition(child == nil, "\(plan.name) runs already")
        let notify = try NotifySocket("\(plan.sockets.path)/\(plan.name.lowercased()).notify")
        var command = plan.command
        command.environment["NOTIFY_SOCKET"] = notify.path
        if let user = command.user { _ = unsafe chown(notify.path, user.id, user.group) }
        do {
            let child = try await ChildProcess(command, on: loop)
            self.child = child
            try pidFile.write(child.handle.pid)
            try await ready(child, notify)
        } catch {
            try await stop(SIGKILL)
            if let error = error as? LocalServerError { throw error }
            throw LocalServerError(.didNotStart, "\(plan.name) could not be started: \(error)", underlying: error)
        }
    }

    /// Ends it and leaves the folder to others.
    func stop(_ signal: CInt? = nil) async throws(LocalServerError) {
        try await end(signal)
        lock = nil
    }

    /// Ends it and starts it again.
    func restart(_ signal: CInt) async throws(LocalServerError) {
        try await end(signal)
        try await start()
    }

    private func end(_ signal: CInt?, grace: Duration = .seconds(20)) async throws(LocalServerError) {
        guard let child else { return }
        do {
            try await child.stop(signal ?? plan.stopSignal, grace: grace)
        } catch {
            throw LocalServerError(.didNotStop, "\(plan.name) did not stop: \(error)", underlying: error)
        }
        self.child = nil
        pidFile.remove()
    }

    /// Returns when it has ended by itself or was stopped.
    func wait() async throws {
        try await child?.wait()
    }

    var pid: CInt? { child?.handle.pid }

    /// Waits for the message or the end, whichever is first.
    private func ready(_ child: ChildProcess, _ notify: NotifySocket) async throws {
        let deadline = ContinuousClock.now + plan.startTimeout
        let isReady = try await withThrowingTaskGroup(of: Bool.self) { group in
            group.addTask {
                try await child.wait(deadline: deadline)
                return false
            }
            group.addTask { try await self.message(notify, deadline) }
            defer { group.cancelAll() }
            return try await group.next() ?? false
        }
        loop.forget(notify.descriptor)
        guard !isReady else { return }
        throw LocalServerError(.didNotStart, "\(plan.name) ended while starting; its last words: \(lastWords())")
    }

    private func message(_ notify: NotifySocket, _ deadline: ContinuousClock.Instant) async throws -> Bool {
        while !notify.saysReady() {
            do {
                try await loop.ready(notify.descriptor, for: .readable, deadline: deadline)
            } catch let error as EventLoopError where error.code == .timedOut {
                throw LocalServerError(
                    .didNotStart, "\(plan.name) was not ready within \(plan.startTimeout); see \(plan.command.log)")
            }
        }
        return true
    }

    private func end(of process: ProcessHandle, within limit: Duration) async throws {
        try await loop.ready(process.descriptor, for: .readable, deadline: .now + limit)
        loop.forget(process.descriptor)
    }

    private func lastWords() -> String {
        let lines = Files.read(plan.command.log, limit: 1 << 20)?.split(separator: "\n") ?? []
        return lines.suffix(3).joined(separator: " | ")
    }
}
