import CLinux
import Glibc

/// A program run as a child, in a process group of its own. It is killed when the loop's thread ends, and with it when
/// this process dies, however it dies.
package actor ChildProcess {
    package nonisolated let loop: EventLoop
    package nonisolated var unownedExecutor: UnownedSerialExecutor { unsafe loop.asUnownedSerialExecutor() }
    package nonisolated let handle: ProcessHandle
    private var exit: Exit?

    /// How a process ended.
    package enum Exit: Sendable, Hashable {
        case code(CInt)
        case signal(CInt)
    }

    /// What to run.
    package struct Command: Sendable {
        /// An absolute path.
        package var executable: String
        package var arguments: [String] = []
        /// The whole environment.
        package var environment: [String: String] = [:]
        package var directory = "/"
        /// A file that standard output and error are appended to; by default nowhere.
        package var log = "/dev/null"
        /// What it gets when the parent dies.
        package var deathSignal: CInt = SIGKILL
        /// The user and group to run as.
        package var user: (id: UInt32, group: UInt32)?

        package init(_ executable: String, _ arguments: [String] = []) {
            self.executable = executable
            self.arguments = arguments
        }
    }

    /// Starts `command`.
    /// - Throws: `ChildProcessError` when it cannot be executed.
    package init(_ command: Command, on loop: EventLoop) async throws(ChildProcessError) {
        self.loop = loop
        // The death signal is tied to the starting thread: the loop's, which lasts, not one of the cooperative pool.
        handle = try await Launcher(loop: loop).start(command)
    }

    /// Waits until it has ended. Cancelling the wait leaves it running.
    /// - Throws: `CancellationError`, or `EventLoopError` when `deadline` passes or the loop stops.
    @discardableResult
    package func wait(deadline: ContinuousClock.Instant? = nil) async throws -> Exit {
        while true {
            if let exit { return exit }
            if let exit = reap() {
                self.exit = exit
                return exit
            }
            try await loop.ready(handle.descriptor, for: .readable, deadline: deadline)
        }
    }

    /// Asks it to end by `signal`, kills its whole group when it has not done so after `grace`, and returns when it
    /// has ended, also in a cancelled task.
    @discardableResult
    package func stop(_ signal: CInt = SIGTERM, grace: Duration = .seconds(10)) async throws -> Exit {
        if let exit { return exit }
        handle.send(signal)
        let timer = loop.schedule(after: grace) { [handle] in
            // Not reaped before the timer is cancelled, so the group's number is still its own.
            kill(-handle.pid, SIGKILL)
        }
        defer { loop.cancel(timer) }
        // A task of its own, awaited here, is what cancellation does not reach.
        return try await Task { try await wait() }.value
    }

    private func reap() -> Exit? {
        var status: CInt = 0
        guard unsafe waitpid(handle.pid, &status, WNOHANG) == handle.pid else { return nil }
        let signal = status & 0x7f
        return signal == 0 ? .code((status >> 8) & 0xff) : .signal(signal)
    }

    /// Runs the start on the loop's thread.
    private actor Launcher {
        let loop: EventLoop
        nonisolated var unownedExecutor: UnownedSerialExecutor { unsafe loop.asUnownedSerialExecutor() }

        init(loop: EventLoop) {
            self.loop = loop
        }

        func start(_ command: Command) throws(ChildProcessError) -> ProcessHandle {
            let pid = try ChildProcess.start(command)
            guard let handle = ProcessHandle(pid: pid) else {
                kill(pid, SIGKILL)
                throw ChildProcessError(command.executable, errno)
            }
            return handle
        }
    }
}
