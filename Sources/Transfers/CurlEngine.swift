import CCurl
import EventLoops

/// Runs transfers of one libcurl multi on an event loop: curl says which sockets and which timer it waits for, the loop
/// tells it when they are ready.
actor CurlEngine {
    private struct Running {
        let transfer: CurlTransfer
        let continuation: CheckedContinuation<CurlOutcome, Never>
    }

    nonisolated let loop: EventLoop
    private let multi: MultiHandle
    private var running: [UInt: Running] = [:]
    private var timer: TimerToken?
    private var isHooked = false

    nonisolated var unownedExecutor: UnownedSerialExecutor { unsafe loop.asUnownedSerialExecutor() }

    init(on loop: EventLoop, keptConnections: Int) {
        self.loop = loop
        multi = MultiHandle(keptConnections: keptConnections)
    }

    /// Runs a transfer to its end. Cancelling the task takes the transfer out at once and closes its connection.
    func run(_ transfer: CurlTransfer) async -> CurlOutcome {
        await withTaskCancellationHandler {
            await withCheckedContinuation { start(Running(transfer: transfer, continuation: $0)) }
        } onCancel: {
            // Runs after `start`, which is on the loop's thread by now. Holding the transfer keeps its address from
            // naming another one meanwhile.
            loop.execute { self.assumeIsolated { $0.cancel(transfer) } }
        }
    }

    /// Lets a paused transfer go on; nothing if it has ended.
    nonisolated func unpause(_ transfer: CurlTransfer) {
        loop.execute {
            self.assumeIsolated { engine in
                guard engine.running[transfer.easy.address]?.transfer === transfer else { return }
                transfer.easy.unpause()
                engine.finish()
            }
        }
    }

    private func start(_ entry: Running) {
        if !isHooked {
            isHooked = true
            multi.call(self)
        }
        if Task.isCancelled { return entry.continuation.resume(returning: .cancelled) }
        let address = entry.transfer.easy.address
        running[address] = entry
        if let refusal = multi.add(entry.transfer) {
            running[address] = nil
            entry.continuation.resume(returning: .refused(refusal))
        }
    }

    private func cancel(_ transfer: CurlTransfer) {
        guard let entry = running.removeValue(forKey: transfer.easy.address) else { return }
        multi.remove(transfer)
        entry.continuation.resume(returning: .cancelled)
    }

    // MARK: Called by curl

    func watch(_ socket: curl_socket_t, _ what: CInt) {
        guard what != CURL_POLL_REMOVE else { return loop.unwatch(socket) }
        do {
            try loop.watch(socket, readable: what & CURL_POLL_IN != 0, writable: what & CURL_POLL_OUT != 0) {
                [weak self] _ in self?.assumeIsolated { $0.act(on: socket) }
            }
        } catch {
            // The kernel will not poll it (out of watches or memory): the transfers on it end by their timeouts.
            loop.unwatch(socket)
        }
    }

    func arm(_ milliseconds: Int) {
        if let timer { loop.cancel(timer) }
        timer = nil
        guard milliseconds >= 0 else { return }
        timer = loop.schedule(after: .milliseconds(milliseconds)) { [weak self] in
            self?.assumeIsolated { engine in
                engine.timer = nil
                engine.act(on: nil)
            }
        }
    }

    private func act(on socket: curl_socket_t?) {
        multi.act(on: socket)
        finish()
    }

    private func finish() {
        while let (address, code) = multi.nextFinished() {
            guard let entry = running.removeValue(forKey: address) else { continue }
            let outcome = CurlOutcome(of: entry.transfer, code: code)
            multi.remove(entry.transfer)
            entry.continuation.resume(returning: outcome)
        }
    }
}
