import Catalog
import Observability
import Pipelines
import Queueing

/// Fills the exporter's gauges at each scrape. What cannot be asked keeps no old value: a gauge that stands still while
/// its server is away would look healthy, so it goes, and `presswork_up` says why.
actor FleetCollector {
    private let platform: Platform
    private let registry: PrometheusRegistry
    private let window: RedisStreamWindow
    private var shown: [(name: String, labels: [(String, String)])] = []

    init(platform: Platform, registry: PrometheusRegistry) {
        self.platform = platform
        self.registry = registry
        window = RedisStreamWindow(platform.redis)
        registry.describe("presswork_up", "Whether the exporter could ask this server at the last scrape.")
        registry.describe("presswork_queue_jobs", "Jobs that are not over, by stage, priority and state.")
        registry.describe("presswork_queue_oldest_seconds", "Age of the oldest job that could run, by stage.")
        registry.describe("presswork_window_entries", "Entries of the dispatch window, by stage.")
        registry.describe("presswork_dead_letters", "Dead jobs, by stage.")
        registry.describe("presswork_effects", "Deliveries by kind of channel and state.")
        registry.describe(
            "presswork_effects_unknown_oldest_seconds", "Age of the oldest delivery whose reply was lost.")
        registry.describe("presswork_workers_live", "Workers whose beats arrive.")
        registry.describe("presswork_runs_open", "Runs that are not over.")
        registry.describe("presswork_month_cost", "Spent on providers this month, in units of the currency.")
    }

    /// Asks both servers; never throws, since a scrape must be answered.
    func collect() async {
        for series in shown { registry.remove(series.name, series.labels) }
        shown = []
        await collectPostgres()
        await collectRedis()
    }

    private func collectPostgres() async {
        do {
            let snapshot = try await platform.jobs.snapshot()
            show(snapshot)
            registry.set("presswork_up", [("server", "postgres")], to: 1)
        } catch {
            registry.set("presswork_up", [("server", "postgres")], to: 0)
        }
    }

    private func collectRedis() async {
        do {
            for stage in Stage.allCases {
                var entries = 0
                for stream in WindowStream.all(of: stage) { entries += try await window.length(stream) }
                set("presswork_window_entries", [("queue", stage.rawValue)], Double(entries))
            }
            registry.set("presswork_up", [("server", "redis")], to: 1)
        } catch {
            registry.set("presswork_up", [("server", "redis")], to: 0)
        }
    }

    private func show(_ snapshot: FleetSnapshot) {
        var oldest: [Stage: Double] = [:]
        var dead: [Stage: Int] = [:]
        for lane in snapshot.lanes {
            set(
                "presswork_queue_jobs",
                [
                    ("queue", lane.stage.rawValue), ("priority", "\(lane.priority)"), ("state", lane.state.rawValue),
                ], Double(lane.count))
            if lane.state == .available { oldest[lane.stage] = max(oldest[lane.stage] ?? 0, lane.oldest) }
            if lane.state == .dead { dead[lane.stage, default: 0] += lane.count }
        }
        for stage in Stage.allCases {
            set("presswork_queue_oldest_seconds", [("queue", stage.rawValue)], oldest[stage] ?? 0)
            set("presswork_dead_letters", [("queue", stage.rawValue)], Double(dead[stage] ?? 0))
        }
        for row in snapshot.deliveries {
            set(
                "presswork_effects", [("channel", row.kind.rawValue), ("state", row.state.rawValue)],
                Double(row.count))
        }
        let unknown = snapshot.deliveries.filter { $0.state == .unknown }.map(\.oldest).max() ?? 0
        set("presswork_effects_unknown_oldest_seconds", [], unknown)
        set("presswork_workers_live", [], Double(snapshot.liveWorkers))
        set("presswork_runs_open", [], Double(snapshot.openRuns))
        for (currency, micros) in snapshot.spent {
            set("presswork_month_cost", [("currency", currency)], Double(micros) / 1_000_000)
        }
    }

    private func set(_ name: String, _ labels: [(String, String)], _ value: Double) {
        registry.set(name, labels, to: value)
        shown.append((name, labels))
    }
}
