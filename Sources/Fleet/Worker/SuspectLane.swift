import Pipelines

/// Runs the jobs of all lanes that a worker has died with, one at a time in the whole process: should one of them kill
/// this worker as well, no other is blamed for it. They run beside jobs that are no suspects.
struct SuspectLane: Sendable {
    let queue: SuspectQueue
    let lanes: [Stage: Lane]
    let quiet: Interruption

    /// Runs until the queue is closed, or the worker is quiet and the one that runs has ended.
    func run() async {
        while let hint = await queue.next(), !quiet.isRaised { await lanes[hint.stage]?.runAlone(hint.job) }
    }
}
