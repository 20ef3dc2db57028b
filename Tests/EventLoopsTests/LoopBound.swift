import EventLoops
import Glibc

/// An actor on a loop, standing for a client.
actor LoopBound {
    nonisolated let loop: EventLoop
    nonisolated var unownedExecutor: UnownedSerialExecutor { unsafe loop.asUnownedSerialExecutor() }

    init(_ loop: EventLoop) {
        self.loop = loop
    }

    func onLoop<T: Sendable>(_ body: @Sendable (isolated LoopBound) async throws -> T) async rethrows -> T {
        try await body(self)
    }

    func ready(
        _ descriptor: CInt, for interest: Readiness, deadline: ContinuousClock.Instant? = nil
    ) async throws -> Readiness {
        try await loop.ready(descriptor, for: interest, deadline: deadline)
    }
}

/// Two connected sockets.
struct SocketPair {
    let left: CInt
    let right: CInt

    init() {
        var ends: [CInt] = [0, 0]
        unsafe socketpair(AF_UNIX, CInt(SOCK_STREAM.rawValue) | CInt(SOCK_NONBLOCK.rawValue), 0, &ends)
        (left, right) = (ends[0], ends[1])
    }

    func write(to end: CInt) {
        var byte: UInt8 = 1
        _ = unsafe Glibc.write(end, &byte, 1)
    }

    func close() {
        Glibc.close(left)
        Glibc.close(right)
    }
}
