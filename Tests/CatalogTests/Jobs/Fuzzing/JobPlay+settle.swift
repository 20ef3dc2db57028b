import Pipelines

@testable import Catalog

extension JobPlay {
    mutating func settle(_ index: Int, _ endings: [JobStep.Ending], _ follows: Bool) async throws {
        guard !workers.isEmpty else { return }
        let worker = workers[index % workers.count].id
        let running = places { $1.state == .running && $1.worker == worker }
        var settlements: [Settlement] = []
        var seen: Set<JobID> = []
        for ending in endings {
            guard let (place, id, attempt) = chosen([ending.pick], of: running).first, seen.insert(id).inserted else {
                continue
            }
            settlements.append(Settlement(reference(place, id, attempt: attempt), ending.outcome.outcome))
        }
        let following = follows ? Following(settlements.map { _ in true }) : nil
        lastSettle = (settlements, worker, following)
        try await settle(settlements, worker, following, again: false)
    }

    mutating func settle(
        _ settlements: [Settlement], _ worker: WorkerID, _ following: Following?, again: Bool
    ) async throws {
        var expected: [JobID: JobState] = [:]
        var moves: [(ModelJobs.Place, JobState)] = []
        for settlement in settlements {
            let place = try place(settlement.job)
            guard var job = model.jobs[place], job.attempt == settlement.attempt, job.worker == worker else { continue }
            guard job.state == .running else {
                if again { expected[settlement.job] = job.state }
                continue
            }
            let isUnfinished = [.retryable, .snoozed, .available, .awaitingReview].contains(settlement.state)
            let state = job.isCancelRequested && isUnfinished ? .cancelled : settlement.state
            job.errors += [.retryable, .dead].contains(settlement.state) ? 1 : 0
            model.jobs[place] = job
            if let delay = settlement.delay { isDue[place] = delay == .zero }
            moves.append((place, state))
            expected[settlement.job] = state
        }
        let old = Set(model.jobs.keys)
        model.move(moves)
        let followed = following.map { follow($0, worker, old) } ?? []
        let report = try await fixture.store.settle(settlements, by: worker, again: again, following: following)
        try expect(report.settled == expected, "settled \(report.settled), not \(expected)")
        let fenced = Set(settlements.map(\.job)).subtracting(expected.keys)
        try expect(Set(report.fenced) == fenced, "fenced \(report.fenced), not \(fenced)")
        let taken = report.followed.jobs.map { job in
            ModelJobs.Place(run: job.run.reference.id, key: job.item.key, stage: job.job.stage, part: job.job.part)
        }
        try expect(Set(taken) == followed, "goes on with \(taken), not \(followed)")
    }

    /// Jobs that a settlement made run under a live worker, where nothing is paused. - Returns: they, and those that an
    /// earlier sending of the settlement has made.
    private mutating func follow(
        _ following: Following, _ worker: WorkerID, _ old: Set<ModelJobs.Place>
    ) -> Set<ModelJobs.Place> {
        let isLive = workers.contains { $0.id == worker && $0.isLive }
        let new = model.jobs.keys.filter { place in
            !old.contains(place) && isLive && model.runs[place.run]?.isOpen == true
        }
        for place in new {
            model.jobs[place]?.state = .running
            model.jobs[place]?.attempt = 1
            model.jobs[place]?.worker = worker
        }
        let earlier = places { $1.state == .running && $1.worker == worker }
            .filter { place in ids[place].map(following.successors.contains) ?? false }
        return Set(new + earlier)
    }
}

extension Settlement {
    fileprivate var delay: Duration? {
        switch outcome {
        case .retryable(_, let after), .snoozed(let after, _): after
        default: nil
        }
    }
}

extension JobStep.Ending.Outcome {
    fileprivate var outcome: Settlement.Outcome {
        let failure = JobFailure(code: "test.failed", message: "as it was told")
        return switch self {
        case .completed: .completed(.object(["done": .bool(true)]), memo: nil)
        case .retryable: .retryable(failure, after: .zero)
        case .retryableLater: .retryable(failure, after: .seconds(3_600))
        case .snoozed: .snoozed(.zero, reason: "soon")
        case .snoozedLater: .snoozed(.seconds(3_600), reason: "later")
        case .awaitingReview: .awaitingReview(.object(["look": .bool(true)]))
        case .cancelled: .cancelled
        case .dead: .dead(failure)
        case .released: .released
        }
    }
}
