import Glibc

/// A value that threads may only touch one at a time, under a pthread mutex.
///
/// `Synchronization.Mutex` is built on futexes that ThreadSanitizer cannot see on Linux; a pthread mutex it can.
/// Hold the lock for a few instructions only: never across a suspension, a system call that may block, or a callback.
@safe
package final class Locked<Value: ~Copyable>: @unchecked Sendable {
    // Sendable: both pointers are set once and owned by this object; `value` is only reached inside `withLock`.
    private let mutex: UnsafeMutablePointer<pthread_mutex_t>
    private let value: UnsafeMutablePointer<Value>

    /// Takes ownership of `value`.
    package init(_ value: consuming sending Value) {
        unsafe mutex = .allocate(capacity: 1)
        unsafe self.value = .allocate(capacity: 1)
        let failure = unsafe pthread_mutex_init(mutex, nil)
        precondition(failure == 0, "pthread_mutex_init failed with \(failure)")
        unsafe self.value.initialize(to: value)
    }

    deinit {
        unsafe value.deinitialize(count: 1)
        unsafe value.deallocate()
        unsafe pthread_mutex_destroy(mutex)
        unsafe mutex.deallocate()
    }

    /// Runs `body` with the value while no other thread can reach it. Not recursive.
    package func withLock<Result: ~Copyable, Failure: Error>(
        _ body: (inout sending Value) throws(Failure) -> sending Result
    ) throws(Failure) -> sending Result {
        unsafe pthread_mutex_lock(mutex)
        defer { unsafe pthread_mutex_unlock(mutex) }
        return try unsafe body(&value.pointee)
    }
}
