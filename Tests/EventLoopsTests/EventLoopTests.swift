import EventLoops
import Glibc
import Testing

@Suite(.timeLimit(.minutes(10)))
struct EventLoopTests {
    let loop = EventLoop(name: "test-loop")
    var bound: LoopBound { LoopBound(loop) }

    @Test func runsItsActorsOnItsThread() async {
        #expect(loop.isIsolatingCurrentContext() == false)
        let isOnLoop = await bound.onLoop { bound in
            await Task.yield()
            return bound.loop.isIsolatingCurrentContext()
        }
        #expect(isOnLoop == true)
        loop.stop()
    }

    @Test func executesCallsInOrder() async {
        let order = Locked<[Int]>([])
        for number in 0..<100 { loop.execute { order.withLock { $0.append(number) } } }
        await bound.onLoop { _ in }
        #expect(order.withLock { $0 } == Array(0..<100))
        loop.stop()
    }

    @Test func waitsForAReaderAndAWriterOfOneDescriptor() async throws {
        let pair = SocketPair()
        let bound = bound
        async let read = bound.ready(pair.left, for: .readable)
        #expect(try await bound.ready(pair.left, for: .writable).contains(.writable))
        pair.write(to: pair.right)
        #expect(try await read.contains(.readable))
        loop.stop()
        pair.close()
    }

    @Test func cancellationEndsAWait() async {
        let pair = SocketPair()
        let bound = bound
        await #expect(throws: CancellationError.self) {
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { _ = try await bound.ready(pair.left, for: .readable) }
                await bound.onLoop { _ in }
                group.cancelAll()
                try await group.waitForAll()
            }
        }
        loop.stop()
        pair.close()
    }

    @Test func aDeadlineEndsAWait() async throws {
        let pair = SocketPair()
        let start = ContinuousClock.now
        let error = await #expect(throws: EventLoopError.self) {
            try await bound.ready(pair.left, for: .readable, deadline: start + .milliseconds(20))
        }
        #expect(error?.code == .timedOut)
        #expect(.now - start >= .milliseconds(20))
        loop.stop()
        pair.close()
    }

    @Test func forgettingADescriptorEndsItsWaits() async throws {
        let pair = SocketPair()
        let bound = bound
        let error = await #expect(throws: EventLoopError.self) {
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { _ = try await bound.ready(pair.left, for: .readable) }
                // Whichever of the two comes to the loop first, the wait may not last.
                group.addTask {
                    while !Task.isCancelled {
                        await bound.onLoop { $0.loop.forget(pair.left) }
                        await Task.yield()
                    }
                }
                defer { group.cancelAll() }
                try await group.next()
            }
        }
        #expect(error?.code == .forgotten)
        loop.stop()
        pair.close()
    }

    @Test func stoppingEndsWaitsAndStillRunsJobs() async throws {
        let pair = SocketPair()
        let bound = bound
        let wait = Task { try await bound.ready(pair.left, for: .readable) }
        await bound.onLoop { _ in }
        loop.stop()
        let error = await #expect(throws: EventLoopError.self) { try await wait.value }
        #expect(error?.code == .stopped)
        for _ in 0..<20 {
            #expect(await bound.onLoop { $0.loop.isIsolatingCurrentContext() } == true)
        }
        pair.close()
    }

    @Test func aClosedDescriptorIsRefused() async {
        let error = await #expect(throws: EventLoopError.self) { try await bound.ready(1_000_000, for: .readable) }
        #expect(error?.code == .system(EBADF))
        loop.stop()
    }

    @Test func aWatchFiresUntilItEnds() async throws {
        let pair = SocketPair()
        let seen = AsyncStream.makeStream(of: Readiness.self)
        pair.write(to: pair.right)
        try await bound.onLoop { bound in
            try bound.loop.watch(pair.left, readable: true, writable: false) { seen.continuation.yield($0) }
        }
        var events = 0
        for await readiness in seen.stream.prefix(2) {
            #expect(readiness == .readable)
            events += 1
        }
        #expect(events == 2, "level-triggered: the byte is still there")
        await bound.onLoop { $0.loop.unwatch(pair.left) }
        loop.stop()
        pair.close()
    }

    @Test func timersFireInOrderAndCancelledOnesDoNot() async {
        let fired = AsyncStream.makeStream(of: Int.self)
        await bound.onLoop { bound in
            let now = ContinuousClock.now
            _ = bound.loop.schedule(at: now + .milliseconds(9)) { fired.continuation.finish() }
            _ = bound.loop.schedule(at: now + .milliseconds(5)) { fired.continuation.yield(5) }
            let cancelled = bound.loop.schedule(at: now + .milliseconds(3)) { fired.continuation.yield(3) }
            _ = bound.loop.schedule(at: now + .milliseconds(1)) { fired.continuation.yield(1) }
            bound.loop.cancel(cancelled)
        }
        var order: [Int] = []
        for await number in fired.stream { order.append(number) }
        #expect(order == [1, 5])
        loop.stop()
    }
}
