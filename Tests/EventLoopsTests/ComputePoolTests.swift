import EventLoops
import Glibc
import Testing

@Suite(.timeLimit(.minutes(10)))
struct ComputePoolTests {
    struct Refused: Error {}

    @Test func runsWorkOnItsOwnThreads() async throws {
        let pool = ComputePool(name: "test-pool", threads: 2)
        let names = try await withThrowingTaskGroup(of: String.self) { group in
            for _ in 0..<50 { group.addTask { try await pool.run { threadName() } } }
            var names: Set<String> = []
            for try await name in group { names.insert(name) }
            return names
        }
        #expect(names.isSubset(of: ["test-pool-1", "test-pool-2"]) && !names.isEmpty)
    }

    @Test func hasThreadsForTheCoresThatMayBeUsed() {
        #expect((1...sysconf(Int32(_SC_NPROCESSORS_ONLN))).contains(ComputePool.availableCores))
    }

    @Test func leavesTheLoopOfTheCallingActor() async throws {
        let loop = EventLoop(name: "caller")
        let pool = ComputePool(name: "test-pool", threads: 1)
        let (name, backOnLoop) = try await LoopBound(loop).onLoop { bound in
            (try await pool.run { threadName() }, bound.loop.isIsolatingCurrentContext())
        }
        #expect(name == "test-pool-1")
        #expect(backOnLoop == true)
        loop.stop()
    }

    @Test func passesErrorsOn() async {
        let pool = ComputePool(name: "test-pool", threads: 1)
        await #expect(throws: Refused.self) { try await pool.run { throw Refused() } }
    }

    @Test func cancellationWithdrawsWhatHasNotBegun() async throws {
        let pool = ComputePool(name: "test-pool", threads: 1)
        let gate = Gate()
        let ran = Locked(false)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await pool.run { gate.wait() } }
            await gate.entered()
            let queued = Task { try await pool.run { ran.withLock { $0 = true } } }
            queued.cancel()
            await #expect(throws: CancellationError.self) { try await queued.value }
            gate.open()
            try await group.waitForAll()
        }
        #expect(ran.withLock { $0 } == false)
    }

    @Test func refusesMoreThanItsCapacity() async throws {
        let pool = ComputePool(name: "test-pool", threads: 1, capacity: 1)
        let gate = Gate()
        try await withThrowingTaskGroup(of: Bool.self) { group in
            group.addTask {
                try await pool.run { gate.wait() }; return true
            }
            await gate.entered()
            for _ in 0..<2 {
                group.addTask {
                    do { try await pool.run {} } catch is ComputePoolError { return false }
                    return true
                }
            }
            // One of the two fits and waits; the other is refused, and only its refusal can come before the gate opens.
            #expect(try await group.next() == false)
            gate.open()
            for try await ran in group { #expect(ran) }
        }
    }
}

private func threadName() -> String {
    var name = [CChar](repeating: 0, count: 16)
    _ = unsafe pthread_getname(&name)
    return String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
}

/// Reads the calling thread's name from the kernel.
private func pthread_getname(_ name: UnsafeMutablePointer<CChar>) -> Int {
    let file = unsafe open("/proc/thread-self/comm", O_RDONLY)
    defer { close(file) }
    let count = unsafe read(file, name, 15)
    if count > 0, unsafe name[count - 1] == 10 { unsafe name[count - 1] = 0 }
    return count
}

/// A pipe on which a thread of the pool blocks until the test lets it go.
private final class Gate: Sendable {
    private let inside = AsyncStream.makeStream(of: Void.self)
    private let read: CInt
    private let write: CInt

    init() {
        var ends: [CInt] = [0, 0]
        unsafe pipe(&ends)
        (read, write) = (ends[0], ends[1])
    }

    deinit {
        close(read)
        close(write)
    }

    func wait() {
        inside.continuation.finish()
        var byte: UInt8 = 0
        _ = unsafe Glibc.read(read, &byte, 1)
    }

    func entered() async {
        for await _ in inside.stream {}
    }

    func open() {
        var byte: UInt8 = 1
        _ = unsafe Glibc.write(write, &byte, 1)
    }
}
