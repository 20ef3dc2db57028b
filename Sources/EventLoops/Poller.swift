import CLinux
import Glibc

/// Owns one epoll set and the eventfd that wakes whoever sleeps in it.
struct Poller: ~Copyable {
    private let descriptor: CInt
    private let alarm: CInt

    /// One descriptor that became ready.
    struct Event {
        let descriptor: CInt
        let readiness: Readiness
    }

    init() {
        descriptor = epoll_create1(CInt(EPOLL_CLOEXEC))
        alarm = eventfd(0, CInt(EFD_NONBLOCK) | CInt(EFD_CLOEXEC))
        precondition(descriptor >= 0 && alarm >= 0, "no descriptors left for an event loop (errno \(errno))")
        precondition(set(alarm, interest: .readable, oneShot: false, known: false) == 0, "epoll refuses its eventfd")
    }

    deinit {
        close(alarm)
        close(descriptor)
    }

    /// Makes the thread in `wait` return. Safe from any thread.
    func wake() {
        var one: UInt64 = 1
        // EAGAIN would mean that the counter is full: then the sleeper is being woken already.
        _ = unsafe write(alarm, &one, MemoryLayout<UInt64>.size)
    }

    /// Adds or changes a descriptor. `known` tells which the set most likely holds; the kernel is asked again when the
    /// guess was wrong, because it forgets closed descriptors by itself.
    /// - Returns: 0 or `errno`.
    func set(_ target: CInt, interest: Readiness, oneShot: Bool, known: Bool) -> CInt {
        var bits: UInt32 = oneShot ? EPOLLONESHOT.rawValue : 0
        if interest.contains(.readable) { bits |= EPOLLIN.rawValue | EPOLLRDHUP.rawValue }
        if interest.contains(.writable) { bits |= EPOLLOUT.rawValue }
        var event = unsafe epoll_event(events: bits, data: epoll_data(fd: target))
        let first = known ? EPOLL_CTL_MOD : EPOLL_CTL_ADD
        if unsafe epoll_ctl(descriptor, first, target, &event) == 0 { return 0 }
        guard errno == (known ? ENOENT : EEXIST) else { return errno }
        return unsafe epoll_ctl(descriptor, known ? EPOLL_CTL_ADD : EPOLL_CTL_MOD, target, &event) == 0 ? 0 : errno
    }

    /// Takes a descriptor out of the set; one that is not in it, or closed, is fine.
    func remove(_ target: CInt) {
        epoll_ctl(descriptor, EPOLL_CTL_DEL, target, nil)
    }

    /// Sleeps until something is ready, `wake` is called or the time is over (nil: no limit; rounded up to 1 ms).
    func wait(_ limit: Duration?, into ready: inout [Event]) {
        ready.removeAll(keepingCapacity: true)
        let capacity = 64
        unsafe withUnsafeTemporaryAllocation(of: epoll_event.self, capacity: capacity) { events in
            let count = unsafe epoll_wait(descriptor, events.baseAddress, CInt(capacity), Self.milliseconds(limit))
            for index in 0..<max(0, Int(count)) {
                let (target, bits) = unsafe (events[index].data.fd, events[index].events)
                if target == alarm {
                    var sum: UInt64 = 0
                    _ = unsafe read(alarm, &sum, MemoryLayout<UInt64>.size)
                } else {
                    ready.append(Event(descriptor: target, readiness: Self.readiness(bits)))
                }
            }
        }
    }

    private static func readiness(_ bits: UInt32) -> Readiness {
        if bits & (EPOLLERR.rawValue | EPOLLHUP.rawValue) != 0 { return .either }
        var readiness: Readiness = []
        if bits & (EPOLLIN.rawValue | EPOLLRDHUP.rawValue) != 0 { readiness.insert(.readable) }
        if bits & EPOLLOUT.rawValue != 0 { readiness.insert(.writable) }
        return readiness
    }

    private static func milliseconds(_ limit: Duration?) -> CInt {
        guard let limit else { return -1 }
        guard limit > .zero else { return 0 }
        return CInt(min(3_600_000, (limit / .milliseconds(1)).rounded(.up)))
    }
}
