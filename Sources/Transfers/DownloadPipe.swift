import EventLoops

/// Carries a body from the event loop to a reading task. When more than `capacity` bytes wait, the transfer pauses
/// until they are read.
final class DownloadPipe: BodySink {
    private struct State: Sendable {
        var head: HTTPResponseHead?
        var bytes: [UInt8] = []
        var isPaused = false
        var isFinished = false
        var failure: TransferError?
        var unpause: (@Sendable () -> Void)?
        var waiter: CheckedContinuation<Void, Never>?
    }

    private let state = Locked(State())
    private static let capacity = 256 << 10

    // MARK: The writing side

    /// `call` lets the transfer that now writes go on after a pause.
    func onUnpause(_ call: @escaping @Sendable () -> Void) {
        state.withLock { $0.unpause = call }
    }

    func begin(_ head: HTTPResponseHead) {
        wake { $0.head = head }
    }

    func take(_ bytes: UnsafeRawBufferPointer) -> Bool {
        wake { state in
            guard state.bytes.count < Self.capacity else {
                state.isPaused = true
                return false
            }
            unsafe state.bytes.append(contentsOf: bytes)
            return true
        }
    }

    /// Nothing more will come.
    func finish(_ failure: TransferError?) {
        wake { state in
            state.isFinished = true
            state.failure = failure
        }
    }

    private func wake<Result: Sendable>(_ change: (inout State) -> Result) -> Result {
        let (result, waiter) = state.withLock { state in
            let result = change(&state)
            let waiter = state.waiter
            state.waiter = nil
            return (result, waiter)
        }
        waiter?.resume()
        return result
    }

    // MARK: The reading side; one task at a time

    func head() async throws(TransferError) -> HTTPResponseHead {
        while true {
            let (head, isFinished, failure) = state.withLock { ($0.head, $0.isFinished, $0.failure) }
            if let head { return head }
            if let failure { throw failure }
            if isFinished { throw TransferError(.protocolViolation, "the exchange ended without an answer", url: "") }
            await wait { $0.head == nil && !$0.isFinished }
        }
    }

    /// All bytes that wait; nil at the end.
    func next() async throws(TransferError) -> [UInt8]? {
        while true {
            let (bytes, unpause, isFinished, failure) = state.withLock { state in
                let bytes = state.bytes
                state.bytes = []
                let unpause = state.isPaused ? state.unpause : nil
                state.isPaused = false
                return (bytes, unpause, state.isFinished, state.failure)
            }
            unpause?()
            if !bytes.isEmpty { return bytes }
            if let failure { throw failure }
            if isFinished { return nil }
            await wait { $0.bytes.isEmpty && !$0.isFinished }
        }
    }

    private func wait(while condition: (borrowing State) -> Bool) async {
        await withCheckedContinuation { continuation in
            let mustWait = state.withLock { state in
                guard condition(state) else { return false }
                precondition(state.waiter == nil, "a body is read by one task")
                state.waiter = continuation
                return true
            }
            if !mustWait { continuation.resume() }
        }
    }
}
