import Glibc

/// Keeps a data folder to one living process: a lock that the system lifts when the process dies.
final class FolderLock: Sendable {
    private let descriptor: CInt

    init(_ folder: String) throws(LocalServerError) {
        let path = "\(folder)/lock"
        descriptor = unsafe open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw Files.failure("open", path) }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            // Closed by `deinit`, which also runs after a throw from here on.
            throw LocalServerError(
                .inUse, "\(folder) is in use by another process; stop that one or use another folder")
        }
    }

    deinit {
        guard descriptor >= 0 else { return }
        // Closing alone would leave the lock with a child that another thread has forked and that has not yet executed.
        flock(descriptor, LOCK_UN)
        close(descriptor)
    }
}
