import Testing

@testable import EventLoops

struct TimerQueueTests {
    @Test func behavesLikeASortedList() {
        let seed = UInt64.random(in: 0 ... .max)
        var random = SeededRandom(seed: seed)
        var queue = TimerQueue()
        let start = ContinuousClock.now
        var expected: [(deadline: Int, order: Int)] = []
        var tokens: [(TimerToken, Int)] = []
        let fired = Locked<[Int]>([])
        for order in 0..<2000 {
            let deadline = Int.random(in: 0..<500, using: &random)
            let token = queue.schedule(at: start + .milliseconds(deadline)) { fired.withLock { $0.append(order) } }
            tokens.append((token, order))
            expected.append((deadline, order))
        }
        for (token, order) in tokens where Bool.random(using: &random) || order % 3 == 0 {
            queue.cancel(token)
            expected.removeAll { $0.order == order }
        }
        #expect(queue.count == expected.count, "seed \(seed)")
        while let fire = queue.popDue(at: start + .milliseconds(250)) { fire() }
        #expect(queue.nextDeadline().map { $0 > start + .milliseconds(250) } ?? true, "seed \(seed)")
        while let fire = queue.popDue(at: start + .seconds(1)) { fire() }
        let order = expected.sorted { ($0.deadline, $0.order) < ($1.deadline, $1.order) }.map(\.order)
        #expect(fired.withLock { $0 } == order, "seed \(seed)")
        #expect(queue.count == 0 && queue.nextDeadline() == nil)
    }
}

/// SplitMix64: the same numbers for the same seed.
struct SeededRandom: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var word = state
        word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
        word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
        return word ^ (word >> 31)
    }
}
