import Catalog
import Pipelines
import Queueing

/// Jobs that came next after what this worker has settled, in stages whose lane had nothing to do: it goes on with them
/// itself, without the way through the dispatcher and the window.
///
/// It takes nothing from anybody: a lane that waits has found the window empty. Should the worker die before it claims
/// them, the dispatcher's sweep offers them.
struct Successors: Sendable {
    private let slots: [Stage: LaneSlots]
    private let shared: SharedSlots
    private let boxes: [Stage: Mailbox<JobHint>]

    init(_ slots: [Stage: LaneSlots], within shared: SharedSlots) {
        self.slots = slots
        self.shared = shared
        boxes = slots.mapValues { _ in Mailbox() }
    }

    /// Stages whose lane waits for work and has room for so many jobs.
    func wanted(_ count: Int) -> Set<Stage> {
        guard shared.has(count) else { return [] }
        return Set(slots.filter { $0.value.awaits(count) }.keys)
    }

    func add(_ jobs: [Stage: [JobID]]) {
        for (stage, ids) in jobs { boxes[stage]?.add(ids.map { JobHint(id: $0, attempt: 0) }) }
    }

    /// The next jobs of a stage; nil when it is closed and empty, or the task was cancelled.
    func next(_ stage: Stage) async -> [JobHint]? { await boxes[stage]?.next(atMost: .max) }

    /// No more jobs of a stage are taken.
    func close(_ stage: Stage) { boxes[stage]?.close() }
}
