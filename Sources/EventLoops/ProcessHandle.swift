import CLinux
import Glibc

/// Owns a pidfd: it means one process for ever, even when its number is given to another.
package final class ProcessHandle: Sendable {
    package let pid: CInt
    /// Readable once the process has ended.
    package let descriptor: CInt

    /// nil when there is no such process.
    package init?(pid: CInt) {
        let descriptor = presswork_pidfd_open(pid)
        guard descriptor >= 0 else { return nil }
        self.pid = pid
        self.descriptor = descriptor
    }

    deinit {
        close(descriptor)
    }

    /// Sends a signal; a process that has ended is fine.
    package func send(_ signal: CInt) {
        _ = presswork_pidfd_send_signal(descriptor, signal)
    }
}
