import CLinux
import Glibc

/// Starts POSIX threads that carry a name in `top` and debuggers.
enum NamedThread {
    /// Runs `body` on a new detached thread; traps when the system refuses a thread, as nothing could go on without.
    static func start(_ name: String, _ body: @escaping @Sendable () -> Void) {
        let start = Start(name: name, body: body)
        var thread = pthread_t()
        let context = unsafe Unmanaged.passRetained(start).toOpaque()
        let failure = unsafe pthread_create(
            &thread, nil,
            { context in
                guard let context = unsafe context else { return nil }
                let start = unsafe Unmanaged<Start>.fromOpaque(context).takeRetainedValue()
                unsafe presswork_name_thread(start.name)
                presswork_block_broken_pipes()
                start.body()
                return nil
            }, context)
        precondition(failure == 0, "pthread_create failed with \(failure)")
        pthread_detach(thread)
    }

    private final class Start: Sendable {
        let name: String
        let body: @Sendable () -> Void
        init(name: String, body: @escaping @Sendable () -> Void) {
            self.name = name
            self.body = body
        }
    }
}
