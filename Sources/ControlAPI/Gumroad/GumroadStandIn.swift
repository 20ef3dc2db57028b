import EventLoops
package import Pipelines

/// A server's worth of Gumroad for rehearsals and tests: it speaks the wire format of the API v2, keeps what it is
/// given in a folder, and finds it there again the next time.
///
/// All calls are carried out one after another on one thread of its own, each with its files before its answer.
package final class GumroadStandIn: Sendable {
    private struct State {
        var book: GumroadBook
        var faults: [(fault: GumroadFault, seen: Int)] = []
    }

    /// What becomes of a call.
    enum Reply: Sendable {
        case answer(GumroadAnswer)
        case none
    }

    private let folder: GumroadFolder
    private let token: Secret?
    private let thread: ComputePool
    private let state: Locked<State>

    /// Opens the stand-in of a folder, which is made if it is not there.
    /// - Parameter token: the bearer token it accepts; `nil` for any.
    package static func open(folder path: String, token: Secret? = nil) async throws -> GumroadStandIn {
        let folder = GumroadFolder(path: path)
        let thread = ComputePool(name: "gumroad-stand-in", threads: 1)
        let book = try await thread.run { try folder.open() }
        return GumroadStandIn(folder: folder, token: token, thread: thread, book: book)
    }

    private init(folder: GumroadFolder, token: Secret?, thread: ComputePool, book: GumroadBook) {
        self.folder = folder
        self.token = token
        self.thread = thread
        state = Locked(State(book: book))
    }

    /// Orders a failure of a coming call.
    package func order(_ fault: GumroadFault) {
        state.withLock { $0.faults.append((fault, 0)) }
    }

    /// How many products there are, on sale or not.
    package var productCount: Int { state.withLock { $0.book.products.count } }

    /// Whether a request may come in: what we signed ourselves needs no token.
    func accepts(_ token: Secret?, for call: GumroadCall) -> Bool {
        if call.isStorage { return true }
        guard let token, !token.revealed.isEmpty else { return false }
        return self.token.map { $0 == token } ?? true
    }

    /// Carries a call out.
    func reply(to call: GumroadCall, isAccepted: Bool) async throws -> Reply {
        try await thread.run { [self] in
            // Only this thread changes the book, so the copy is the newest there is until it is put back.
            var book = state.withLock { $0.book }
            let fault = dueFault(for: call)
            book.calls += 1
            let answer: GumroadAnswer
            switch fault?.effect {
            case .status(let status)?: answer = .refusal(status, "The stand-in was told to fail.")
            case .dropReply?, nil:
                answer = isAccepted ? book.answer(call) : .refusal(401, "The access token is invalid.")
            }
            for effect in answer.effects { try folder.perform(effect) }
            try folder.record(call, number: book.calls, status: answer.status, fault: fault)
            try folder.save(book)
            let saved = book
            state.withLock { $0.book = saved }
            return fault?.effect == .dropReply ? .none : .answer(answer)
        }
    }

    private func dueFault(for call: GumroadCall) -> GumroadFault? {
        state.withLock { state in
            var due: GumroadFault?
            for index in state.faults.indices where state.faults[index].fault.matches(call) {
                state.faults[index].seen += 1
                let fault = state.faults[index].fault
                if due == nil, state.faults[index].seen == fault.occurrence { due = fault }
            }
            return due
        }
    }
}
