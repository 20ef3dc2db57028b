import Testing

@testable import Transfers

@Suite struct AdmissionQueueTests {
    @Test func firstComeFirstServedForAHost() {
        let queue = SharedQueue(total: 10, perHost: 1)
        #expect(queue.enter("a") == nil)
        let second = queue.enter("a")
        let third = queue.enter("a")
        #expect(second != nil && third != nil)
        #expect(queue.leave("a") == second)
        #expect(queue.leave("a") == third)
        #expect(queue.leave("a") == nil)
        #expect(queue.enter("a") == nil)
    }

    @Test func aFullHostDoesNotHoldUpAnother() {
        let queue = SharedQueue(total: 2, perHost: 1)
        #expect(queue.enter("a") == nil)
        #expect(queue.enter("a") != nil)
        #expect(queue.enter("b") == nil)
        let waiting = queue.enter("c")
        #expect(queue.leave("b") == waiting)
    }

    @Test func hostsTakeTurns() {
        let queue = SharedQueue(total: 1, perHost: 1)
        #expect(queue.enter("x") == nil)
        let a = [queue.enter("a"), queue.enter("a")]
        let b = [queue.enter("b"), queue.enter("b")]
        #expect([queue.leave("x"), queue.leave("a"), queue.leave("b"), queue.leave("a")] == [a[0], b[0], a[1], b[1]])
    }

    @Test func aTicketGivenUpIsPassedOver() throws {
        let queue = SharedQueue(total: 1, perHost: 1)
        #expect(queue.enter("a") == nil)
        let first = try #require(queue.enter("a"))
        let second = queue.enter("a")
        #expect(queue.giveUp(first))
        #expect(queue.waitingCount == 1)
        #expect(queue.leave("a") == second)
        #expect(!queue.giveUp(first))
    }

    /// Whatever comes and goes, the limits hold, nobody who may begin waits, and all are served.
    @Test(arguments: [UInt64(1), 7, 42, 2026])
    func keepsItsLimits(seed: UInt64) {
        var random = Generator(state: seed)
        let queue = SharedQueue(total: 5, perHost: 2)
        var active: [String] = []
        var hosts: [Int: String] = [:]
        for step in 0..<4000 {
            if step < 2500 && Bool.random(using: &random) {
                let host = ["a", "b", "c", "d"].randomElement(using: &random)!
                if let ticket = queue.enter(host) { hosts[ticket] = host } else { active.append(host) }
            } else if let ticket = hosts.keys.sorted().randomElement(using: &random), step % 7 == 0, step < 2500 {
                #expect(queue.giveUp(ticket), "seed \(seed)")
                hosts[ticket] = nil
            } else if !active.isEmpty {
                let host = active.remove(at: Int.random(in: active.indices, using: &random))
                if let ticket = queue.leave(host) { active.append(hosts.removeValue(forKey: ticket) ?? "called twice") }
            }
            let busiest = Dictionary(grouping: active) { $0 }.values.map(\.count).max() ?? 0
            #expect(active.count <= 5 && busiest <= 2, "seed \(seed)")
            #expect(queue.waitingCount == hosts.count, "seed \(seed)")
        }
        #expect(hosts.isEmpty && active.isEmpty, "seed \(seed)")
    }
}

/// The queue behind a reference, since `#expect` cannot change a value.
private final class SharedQueue {
    private var queue: AdmissionQueue

    init(total: Int, perHost: Int) { queue = AdmissionQueue(total: total, perHost: perHost) }

    func enter(_ host: String) -> AdmissionQueue.Ticket? { queue.enter(host) }
    func leave(_ host: String) -> AdmissionQueue.Ticket? { queue.leave(host) }
    func giveUp(_ ticket: AdmissionQueue.Ticket) -> Bool { queue.giveUp(ticket) }
    var waitingCount: Int { queue.waitingCount }
}

/// SplitMix64: repeatable for a seed.
struct Generator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }
}
