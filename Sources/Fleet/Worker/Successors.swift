import Catalog
import Pipelines

/// Jobs that come next after what this worker has settled, in stages whose lane had nothing to do: it goes on with them
/// itself, without the way through the dispatcher and the window.
///
/// It takes nothing from anybody: a lane that waits has found the window empty. Slots are kept free for what may come from
/// before a settlement is sent, so that no lane runs more than it may and none ends with jobs on their way to it.
struct Successors: Sendable {
    /// Slots of lanes that wait, kept for what a batch of settlements brings.
    struct Reservation: Sendable {
        fileprivate(set) var slots: [Stage: Int] = [:]
        /// Of each settlement, whether a slot is kept for what comes next.
        fileprivate(set) var isKept: [Bool]
    }

    private let slots: [Stage: LaneSlots]
    private let shared: SharedSlots
    private let boxes: [Stage: Mailbox<ClaimedJob>]

    init(_ slots: [Stage: LaneSlots], within shared: SharedSlots) {
        self.slots = slots
        self.shared = shared
        boxes = slots.mapValues { _ in Mailbox() }
    }

    /// Keeps slots for what comes next, as far as lanes wait and have any. Each call is followed by one of
    /// ``deliver(_:to:refused:)``.
    func reserve(for settlements: [Settlement]) -> Reservation {
        var reservation = Reservation(isKept: settlements.map { _ in false })
        let completed = settlements.indices.filter { settlements[$0].state == .completed }
        var room = shared.room
        for (stage, indices) in Dictionary(grouping: completed, by: { settlements[$0].next }) {
            guard let stage, let kept = slots[stage]?.reserve(atMost: min(room, indices.count)), kept > 0 else {
                continue
            }
            reservation.slots[stage] = kept
            for index in indices.prefix(kept) { reservation.isKept[index] = true }
            room -= kept
        }
        return reservation
    }

    /// Hands jobs to their lanes, each with its slot, and frees the slots that are not needed.
    /// - Parameter refused: jobs of lanes that take no more; called before their slots are free.
    func deliver(_ jobs: [ClaimedJob], to reservation: Reservation, refused: ([ClaimedJob]) -> Void) {
        let byStage = Dictionary(grouping: jobs, by: \.job.stage)
        for (stage, reserved) in reservation.slots {
            var used = 0
            if let jobs = byStage[stage] {
                if boxes[stage]?.offer(jobs) ?? false { used = jobs.count } else { refused(jobs) }
            }
            slots[stage]?.giveBack(reserved - used)
        }
    }

    /// The next jobs of a stage, each with its slot; nil when it is closed and empty, or the task was cancelled.
    func next(_ stage: Stage) async -> [ClaimedJob]? { await boxes[stage]?.next(atMost: .max) }

    /// No more jobs of a stage are taken.
    func close(_ stage: Stage) { boxes[stage]?.close() }

    /// What nobody has asked for until its stage was closed.
    func leftOver(_ stage: Stage) -> [ClaimedJob] { boxes[stage]?.leftOver() ?? [] }
}
