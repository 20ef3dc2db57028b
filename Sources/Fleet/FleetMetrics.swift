import Catalog
import Metrics
import Pipelines

/// What the fleet counts. Labels are stages and outcomes: bounded, whatever runs.
enum FleetMetrics {
    static func staleEntries(_ stage: Stage, _ count: Int) {
        guard count > 0 else { return }
        Counter(label: "presswork_stale_entries_total", dimensions: [("stage", stage.rawValue)]).increment(by: count)
    }

    static func suspect(_ stage: Stage) {
        Counter(label: "presswork_suspects_total", dimensions: [("stage", stage.rawValue)]).increment()
    }

    static func fenced(_ operation: String, _ count: Int) {
        guard count > 0 else { return }
        Counter(label: "presswork_fenced_writes_total", dimensions: [("op", operation)]).increment(by: count)
    }

    static func reclaimed(_ counts: [JobState: Int]) {
        for (state, count) in counts {
            Counter(label: "presswork_reclaims_total", dimensions: [("result", state.rawValue)]).increment(by: count)
        }
    }

    static func orphans(_ kind: String, _ count: Int) {
        guard count > 0 else { return }
        Counter(label: "presswork_orphans_total", dimensions: [("kind", kind)]).increment(by: count)
    }

    static func unknownJobs(_ count: Int) {
        Gauge(label: "presswork_unknown_jobs", dimensions: []).record(count)
    }

    static func tick(_ result: String) {
        Counter(label: "presswork_cron_ticks_total", dimensions: [("result", result)]).increment()
    }

    static func leads(_ role: String, _ leads: Bool) {
        Gauge(label: "presswork_leader", dimensions: [("role", role)]).record(leads ? 1 : 0)
    }

    static func offered(_ stage: Stage, _ count: Int) {
        guard count > 0 else { return }
        Counter(label: "presswork_offered_total", dimensions: [("stage", stage.rawValue)]).increment(by: count)
    }
}

/// The counters of one lane, made once: jobs end by the thousand.
struct LaneMetrics: Sendable {
    private let jobs: [String: Counter]
    private let duration: Timer
    private let slots: Gauge
    private let stage: Stage
    private let rates: JobRates

    private static let outcomes = [
        "succeeded", "reused", "retried", "snoozed", "review", "cancelled", "dead", "released",
    ]

    init(_ stage: Stage, rates: JobRates) {
        self.stage = stage
        self.rates = rates
        let label = ("stage", stage.rawValue)
        jobs = Dictionary(
            uniqueKeysWithValues: Self.outcomes.map {
                ($0, Counter(label: "presswork_jobs_total", dimensions: [label, ("outcome", $0)]))
            })
        duration = Timer(label: "presswork_job_duration_seconds", dimensions: [label])
        slots = Gauge(label: "presswork_worker_slots", dimensions: [label, ("state", "busy")])
    }

    func ended(_ settlement: Settlement.Outcome, after elapsed: Duration) {
        jobs[Self.name(settlement)]?.increment()
        if case .released = settlement {} else { rates.ended(stage) }
        // What the memo answers takes no time worth a histogram.
        if case .reused = settlement { return }
        duration.recordNanoseconds(Int64(elapsed / .nanoseconds(1)))
    }

    func busy(_ count: Int) { slots.record(count) }

    private static func name(_ outcome: Settlement.Outcome) -> String {
        switch outcome {
        case .completed: "succeeded"
        case .reused: "reused"
        case .retryable: "retried"
        case .snoozed: "snoozed"
        case .awaitingReview: "review"
        case .cancelled: "cancelled"
        case .dead: "dead"
        case .released: "released"
        }
    }
}
