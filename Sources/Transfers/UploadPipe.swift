import EventLoops
import Glibc

/// Carries a file from the compute pool, where it is read, to the event loop, where it is sent; one piece at a time.
final class UploadPipe: Sendable {
    private struct State: Sendable {
        var bytes: ArraySlice<UInt8> = []
        var isPaused = false
        var isFinished = false
        var hasFailed = false
        var unpause: (@Sendable () -> Void)?
        var waiter: CheckedContinuation<Void, Never>?
    }

    let file: BodyFile
    private let state = Locked(State())

    init(_ file: BodyFile) {
        self.file = file
    }

    /// `call` lets the transfer go on after a pause.
    func onUnpause(_ call: @escaping @Sendable () -> Void) {
        state.withLock { $0.unpause = call }
    }

    /// On the loop: moves what is there into `buffer`.
    func supply(into buffer: UnsafeMutableRawBufferPointer) -> CurlTransfer.Supply {
        let (supply, waiter) = state.withLock { state -> (CurlTransfer.Supply, CheckedContinuation<Void, Never>?) in
            if state.hasFailed { return (.fail, nil) }
            let count = min(state.bytes.count, buffer.count)
            unsafe buffer.copyBytes(from: state.bytes.prefix(count))
            state.bytes = state.bytes.dropFirst(count)
            if count == 0 && !state.isFinished {
                state.isPaused = true
                return (.pause, nil)
            }
            let waiter = state.bytes.isEmpty ? state.waiter : nil
            if state.bytes.isEmpty { state.waiter = nil }
            return (.bytes(count), waiter)
        }
        waiter?.resume()
        return supply
    }

    /// Reads the file to its end, keeping one piece ahead; returns when all is handed over or `close` was called.
    func feed(on pool: ComputePool) async {
        var offset = 0
        while !Task.isCancelled {
            let position = offset
            do {
                let piece = try await pool.run { [file] in try file.read(at: position) }
                offset += piece.count
                put(piece)
                if piece.isEmpty { return }
            } catch {
                return fail()
            }
            await waitUntilEmpty()
        }
    }

    /// Ends the waiting of `feed`: the transfer is over.
    func close() {
        let waiter = state.withLock { state in
            state.isFinished = true
            let waiter = state.waiter
            state.waiter = nil
            return waiter
        }
        waiter?.resume()
    }

    private func put(_ piece: [UInt8]) {
        update { state in
            state.bytes = piece[...]
            state.isFinished = state.isFinished || piece.isEmpty
        }
    }

    private func fail() {
        update { $0.hasFailed = true }
    }

    private func update(_ change: (inout State) -> Void) {
        let unpause = state.withLock { state in
            change(&state)
            let unpause = state.isPaused ? state.unpause : nil
            state.isPaused = false
            return unpause
        }
        unpause?()
    }

    private func waitUntilEmpty() async {
        await withCheckedContinuation { continuation in
            let mustWait = state.withLock { state in
                guard !state.bytes.isEmpty && !state.isFinished else { return false }
                state.waiter = continuation
                return true
            }
            if !mustWait { continuation.resume() }
        }
    }
}
