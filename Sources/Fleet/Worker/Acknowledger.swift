import Logging
import Pipelines
import Queueing

/// Removes delivered entries from the window, claimed or not: all that gathered while the last call was under way go in
/// the next.
struct Acknowledger: Sendable {
    let window: any JobWindow
    let stage: Stage
    let box: Mailbox<WindowEntry>
    let pacing: Pacing

    /// Runs until the box is closed and empty, or the task is cancelled.
    func run() async {
        while let batch = await box.next(atMost: 500) {
            do { try await window.acknowledge(batch, of: stage) } catch {
                // The dispatcher's sweep removes what stays pending.
                pacing.logger.debug("entries were not acknowledged", metadata: ["error": "\(error)"])
            }
        }
    }
}
