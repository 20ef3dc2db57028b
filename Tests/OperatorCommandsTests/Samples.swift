import Foundation
import Pipelines

@testable import Catalog

/// Runs and jobs as the store would return them.
enum Samples {
    static let start = Date(timeIntervalSince1970: 1_795_240_000)
    static let run = RunID(UUID(uuid: (1, 0, 0, 0, 0, 0, 0x70, 0, 0x80, 0, 0, 0, 0, 0, 0, 1)))

    static func summary(
        _ state: RunState = .running, items: Int = 2, remaining: Int = 0, dead: Int = 0, isPaused: Bool = false
    ) -> RunSummary {
        RunSummary(
            id: run, pipeline: "tank-weekly", state: state, isPaused: isPaused, mode: .rehearse, origin: .manual,
            logicalTime: start, createdAt: start, finishedAt: state.isTerminal ? start + 12.34 : nil, items: items,
            remaining: remaining, completed: items - remaining - dead, dead: dead, cancelled: 0)
    }

    static func detail(
        _ state: RunState = .running, items: Int = 2, dead: Int = 0, isPaused: Bool = false,
        stages: [(Stage, [JobState: Int])], reused: Int = 0, failures: [JobSummary] = []
    ) -> RunDetail {
        RunDetail(
            summary: summary(state, items: items, dead: dead, isPaused: isPaused),
            stages: stages.map { RunDetail.StageCount(stage: $0.0, states: $0.1, reused: reused, seconds: 0) },
            failures: failures)
    }

    static func job(
        _ stage: Stage, _ state: JobState, item: String? = "2026-W47", seconds: Double? = 1.5,
        failure: JobFailure? = nil, errors: Int = 0, crashes: Int = 0, attempt: Int = 1, isReused: Bool = false,
        part: String = ""
    ) -> JobSummary {
        JobSummary(
            id: JobID(UUID()), run: run, pipeline: "tank-weekly", stage: stage, part: part, state: state, itemKey: item,
            attempt: attempt, errors: errors, crashes: crashes, isReused: isReused, failure: failure,
            createdAt: start, claimedAt: seconds == nil ? nil : start, finishedAt: seconds.map { start + $0 },
            output: nil)
    }
}
