import Fleet
import Logging
import ServiceLifecycle
import UnixSignals

/// The first of the two verbs: SIGUSR1 quiets a worker. It takes nothing new, finishes what it has however long that takes,
/// and the process ends; SIGTERM, the second verb, sets a deadline.
struct QuietSignal: Service {
    let worker: Worker
    let logger: Logger

    func run() async throws {
        for await _ in await UnixSignalsSequence(trapping: .sigusr1).cancelOnGracefulShutdown() {
            logger.notice("quiet: taking nothing new")
            worker.quiet()
        }
    }
}
