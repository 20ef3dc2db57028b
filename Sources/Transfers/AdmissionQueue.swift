import DequeModule

/// Who may begin a request: so many in all and so many to one host. First come first served for each host, and hosts
/// with waiters take turns, so that a slow one does not hold up the others.
struct AdmissionQueue {
    typealias Ticket = Int

    private struct Host {
        var active = 0
        var waiting = Deque<Ticket>()
        var isInLine = false
    }

    private let total: Int
    private let perHost: Int
    private var active = 0
    private var hosts: [String: Host] = [:]
    /// The tickets that still wait; one given up stays in its host's queue and is passed over.
    private var waiting: Set<Ticket> = []
    /// Hosts with a waiter and room for it, in turn.
    private var line = Deque<String>()
    private var lastTicket = 0

    init(total: Int, perHost: Int) {
        self.total = total
        self.perHost = perHost
    }

    var waitingCount: Int { waiting.count }
    var isIdle: Bool { active == 0 }

    /// Nil: go ahead, and call `leave` at the end. Otherwise wait for the ticket to be called.
    mutating func enter(_ name: String) -> Ticket? {
        var host = hosts[name] ?? Host()
        defer { hosts[name] = host }
        if active < total && host.active < perHost {
            active += 1
            host.active += 1
            return nil
        }
        lastTicket += 1
        host.waiting.append(lastTicket)
        waiting.insert(lastTicket)
        putInLine(name, &host)
        return lastTicket
    }

    /// One that waits no longer. Returns false if it was called before.
    mutating func giveUp(_ ticket: Ticket) -> Bool {
        waiting.remove(ticket) != nil
    }

    /// A request has ended. Returns the ticket that takes its place, which then counts as active.
    mutating func leave(_ name: String) -> Ticket? {
        active -= 1
        if var host = hosts[name] {
            host.active -= 1
            putInLine(name, &host)
            hosts[name] = host.active == 0 && host.waiting.isEmpty ? nil : host
        }
        return callNext()
    }

    private mutating func callNext() -> Ticket? {
        while active < total, let name = line.popFirst() {
            guard var host = hosts[name] else { continue }
            host.isInLine = false
            while let first = host.waiting.first, !waiting.contains(first) { host.waiting.removeFirst() }
            let called = host.active < perHost ? host.waiting.popFirst() : nil
            if let called {
                waiting.remove(called)
                active += 1
                host.active += 1
            }
            putInLine(name, &host)
            hosts[name] = host.active == 0 && host.waiting.isEmpty ? nil : host
            if let called { return called }
        }
        return nil
    }

    private mutating func putInLine(_ name: String, _ host: inout Host) {
        guard !host.isInLine, !host.waiting.isEmpty, host.active < perHost else { return }
        host.isInLine = true
        line.append(name)
    }
}
