import Testing

@testable import Redis

struct PendingRepliesTests {
    let now = ContinuousClock.now

    private func queue() -> PendingReplies<String> {
        var pending = PendingReplies<String>()
        pending.append(id: 1, count: 2, isBlocking: false, deadline: now + .seconds(9), waiter: "pair")
        pending.append(id: 2, count: 1, isBlocking: true, deadline: now + .seconds(3), waiter: "blocked")
        pending.append(id: 3, count: 1, isBlocking: false, deadline: now + .seconds(5), waiter: "last")
        return pending
    }

    @Test func repliesGoToWhoAskedInOrder() {
        var pending = queue()
        guard case .incomplete = pending.receive(.integer(1)) else { return #expect(Bool(false)) }
        guard case .complete("pair", [.integer(1), .integer(2)]) = pending.receive(.integer(2)) else {
            return #expect(Bool(false))
        }
        guard case .complete("blocked", [.null]) = pending.receive(.null) else { return #expect(Bool(false)) }
        guard case .complete("last", [.status("OK")]) = pending.receive(.status("OK")) else {
            return #expect(Bool(false))
        }
        guard case .unexpected = pending.receive(.null) else { return #expect(Bool(false)) }
        #expect(pending.count == 0)
    }

    @Test func aCancelledCommandKeepsItsPlace() {
        var pending = queue()
        guard case .abandoned("pair") = pending.cancel(1) else { return #expect(Bool(false)) }
        guard case .ignored = pending.cancel(1) else { return #expect(Bool(false)) }
        guard case .incomplete = pending.receive(.null) else { return #expect(Bool(false)) }
        guard case .abandoned = pending.receive(.null) else { return #expect(Bool(false)) }
        guard case .complete("blocked", _) = pending.receive(.null) else { return #expect(Bool(false)) }
        guard case .ignored = pending.cancel(2) else { return #expect(Bool(false)) }
    }

    @Test func aBlockedCommandCannotBeTakenBack() {
        var pending = queue()
        guard case .mustClose = pending.cancel(2) else { return #expect(Bool(false)) }
        #expect(pending.removeAll().map(\.waiter) == ["pair", "blocked", "last"])
        #expect(pending.count == 0 && pending.earliestDeadline == nil)
    }

    @Test func theEarliestDeadlineNeedNotBeTheFirst() {
        #expect(queue().earliestDeadline == now + .seconds(3))
    }
}
