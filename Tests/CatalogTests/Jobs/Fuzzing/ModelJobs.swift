import Pipelines

@testable import Catalog

/// Runs, chunks and jobs as docs/job-states.md and the counters of DESIGN describe them, as plain as can be.
struct ModelJobs: Sendable, Equatable {
    /// What a job is there for: unique in the database, too.
    struct Place: Hashable, Sendable {
        var run: RunID
        /// nil for the expand job.
        var key: String?
        var stage: Stage
        /// Of the stage: see `JobReference`.
        var part = ""

        /// What joins the parts of which this is one.
        var join: Place { Place(run: run, key: key, stage: stage, part: JobReference.join) }
    }

    struct Job: Hashable, Sendable {
        var chunk: Int?
        var state: JobState = .available
        var attempt = 0
        var errors = 0
        var crashes = 0
        var worker: WorkerID?
        var isCancelRequested = false
        /// A part, or the job that made them: its end is one of a fan's and not its item's.
        var isInFan = false
    }

    struct Chunk: Hashable, Sendable {
        var remaining: Int
        var completed = 0
        var dead = 0
        var cancelled = 0
    }

    struct Run: Hashable, Sendable {
        var stages: [Stage]
        var state: RunState = .running
        var isPaused = false
        var isSealed: Bool
        var openChunks = 0
        var completed = 0
        var dead = 0
        var cancelled = 0

        var isOpen: Bool { state == .running && !isPaused }
    }

    var jobs: [Place: Job] = [:]
    var chunks: [RunID: [Int: Chunk]] = [:]
    var runs: [RunID: Run] = [:]
    /// How many parts have not ended, by what joins them.
    var fans: [Place: Int] = [:]

    mutating func enqueue(_ run: RunID, _ stages: [Stage], keys: [String]?) {
        runs[run] = Run(stages: stages, isSealed: keys != nil)
        guard let keys else { return jobs[Place(run: run, key: nil, stage: .expand)] = Job() }
        add(chunk: 0, keys, to: run)
    }

    /// Adds a chunk of items that the run does not have. - Returns: how many were added.
    @discardableResult
    mutating func add(chunk number: Int, _ keys: [String], to run: RunID) -> Int {
        let known = Set(jobs.keys.filter { $0.run == run }.compactMap(\.key))
        let fresh = Set(keys).subtracting(known)
        guard !fresh.isEmpty, chunks[run]?[number] == nil, let first = runs[run]?.stages.first else { return 0 }
        for key in fresh { jobs[Place(run: run, key: key, stage: first)] = Job(chunk: number) }
        chunks[run, default: [:]][number] = Chunk(remaining: fresh.count)
        runs[run]?.openChunks += 1
        return fresh.count
    }

    /// Moves jobs, as one statement does: with successors, and all that their ends close.
    mutating func move(_ moved: [(place: Place, to: JobState)]) {
        let going = runs.mapValues { $0.state == .running }
        for (place, state) in moved { jobs[place]?.state = state }
        for (place, state) in moved {
            guard let run = runs[place.run], let job = jobs[place] else { continue }
            let isItems = place.key != nil && !job.isInFan
            let next = isItems && state == .completed ? run.stages.after(place.stage) : nil
            if let next, going[place.run] == true {
                let successor = Place(run: place.run, key: place.key, stage: next)
                if jobs[successor] == nil { jobs[successor] = Job(chunk: job.chunk) }
            } else if state.isTerminal {
                end(place, job.chunk, as: next == nil ? state : .cancelled)
            }
        }
        for run in Set(moved.map(\.place.run)) { finish(run) }
    }

    private mutating func end(_ place: Place, _ number: Int?, as ending: JobState) {
        if jobs[place]?.isInFan == true {
            fans[place.join, default: 0] -= 1
            if fans[place.join] == 0, jobs[place.join]?.state == .scheduled { jobs[place.join]?.state = .available }
            return
        }
        guard let number else {
            runs[place.run]?.isSealed = true
            runs[place.run]?.dead += ending == .dead ? 1 : 0
            runs[place.run]?.cancelled += ending == .cancelled ? 1 : 0
            return
        }
        guard var chunk = chunks[place.run]?[number] else { return }
        chunk.remaining -= 1
        chunk.count(ending, 1)
        chunks[place.run]?[number] = chunk
        if chunk.remaining == 0 { close(chunk, of: place.run, by: 1) }
    }

    mutating func close(_ chunk: Chunk, of run: RunID, by sign: Int) {
        runs[run]?.openChunks -= sign
        runs[run]?.completed += sign * chunk.completed
        runs[run]?.dead += sign * chunk.dead
        runs[run]?.cancelled += sign * chunk.cancelled
    }

    private mutating func finish(_ id: RunID) {
        guard let run = runs[id], run.isSealed, run.openChunks == 0, !run.state.isTerminal else { return }
        runs[id]?.state =
            if run.state == .cancelling { .cancelled } else if run.dead == 0 { .completed } else if run.completed > 0 {
                .partlyFailed
            } else {
                .failed
            }
    }

}

extension ModelJobs.Chunk {
    fileprivate mutating func count(_ ending: JobState, _ amount: Int) {
        switch ending {
        case .completed: completed += amount
        case .dead: dead += amount
        default: cancelled += amount
        }
    }
}

extension [Stage] {
    fileprivate func after(_ stage: Stage) -> Stage? {
        guard let index = firstIndex(of: stage), index + 1 < count else { return nil }
        return self[index + 1]
    }
}
