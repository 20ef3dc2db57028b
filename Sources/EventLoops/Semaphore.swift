import Glibc

/// A counting semaphore on which idle threads sleep.
@safe
final class Semaphore: @unchecked Sendable {
    // Sendable: `sem_t` is made to be shared between threads; the pointer is set once and owned by this object.
    private let raw: UnsafeMutablePointer<sem_t>

    init() {
        unsafe raw = .allocate(capacity: 1)
        let failure = unsafe sem_init(raw, 0, 0)
        precondition(failure == 0, "sem_init failed (errno \(errno))")
    }

    deinit {
        unsafe sem_destroy(raw)
        unsafe raw.deallocate()
    }

    func signal() {
        unsafe sem_post(raw)
    }

    func wait() {
        while unsafe sem_wait(raw) != 0 {}  // EINTR
    }
}
