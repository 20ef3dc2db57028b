import ArgumentParser
import Catalog
import Foundation
import Pipelines
import PressworkRuntime

/// What became of a run: what `run` ends with, and `run --json` and `runs show --json` print.
struct RunReport: Encodable, Sendable {
    /// One stage of one item.
    struct Step: Encodable, Sendable, Hashable {
        /// `nil` for the stage that finds the items.
        var item: String?
        var stage: Stage
        var state: JobState
        /// Whether an earlier run's output was taken: no handler ran.
        var isReused: Bool
        /// Seconds of work.
        var seconds: Double
        /// What providers charged for it in this run.
        var cost: Money?
    }

    var run: RunDetail
    /// Item by item, at most ``stepLimit``.
    var steps: [Step]
    /// The newest versions of what the run's items make.
    var products: [ProductVersionRecord]
    /// What this run gave to channels.
    var deliveries: [DeliveryRecord]
    var cost: CostReport
    /// The page that shows everything, if files were exported.
    var page: String?
    var exitCode: Int32

    static let stepLimit = 1_000

    init(
        run: RunDetail, jobs: [JobSummary], products: [ProductVersionRecord], deliveries: [DeliveryRecord],
        cost: CostReport, page: String?
    ) {
        self.run = run
        self.products = products
        self.deliveries = deliveries
        self.cost = cost
        self.page = page
        steps = Self.steps(jobs, products: products, run: run.summary.id)
        exitCode = RunExit.code(of: run).rawValue
    }

    /// One step for each stage of each item: its parts as one, the state that needs most attention for all.
    private static func steps(_ jobs: [JobSummary], products: [ProductVersionRecord], run: RunID) -> [Step] {
        var costs: [String: Money] = [:]
        for product in products where product.run == run {
            costs[product.reference.product.itemKey] = product.cost
        }
        var steps: [Step] = []
        for job in jobs {
            let seconds = seconds(of: job)
            if let last = steps.indices.last, steps[last].item == job.itemKey, steps[last].stage == job.stage {
                steps[last].seconds += seconds
                steps[last].isReused = steps[last].isReused && job.isReused
                if job.state.urgency > steps[last].state.urgency { steps[last].state = job.state }
            } else {
                let cost = job.stage == .generate ? job.itemKey.flatMap { costs[$0] } : nil
                steps.append(
                    Step(
                        item: job.itemKey, stage: job.stage, state: job.state, isReused: job.isReused,
                        seconds: seconds, cost: cost))
            }
        }
        return steps
    }

    /// A person's thinking is no work of the fleet's.
    private static func seconds(of job: JobSummary) -> Double {
        guard job.stage != .review, let began = job.claimedAt, let ended = job.finishedAt else { return 0 }
        return ended.timeIntervalSince(began)
    }
}

extension JobState {
    /// Which of two parts of a stage speaks for the stage.
    fileprivate var urgency: Int {
        switch self {
        case .completed: 0
        case .cancelled: 1
        case .scheduled, .available: 2
        case .snoozed, .retryable: 3
        case .running: 4
        case .awaitingReview: 5
        case .dead: 6
        }
    }
}
