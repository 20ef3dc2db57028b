import CoreMetrics
import Observability
import Testing

@Suite struct PrometheusTests {
    let registry = PrometheusRegistry()

    @Test func countersEndInTotalAndAddUp() {
        registry.increment("presswork_jobs", [("queue", "scrape")])
        registry.increment("presswork_jobs_total", [("queue", "scrape")], by: 2)
        #expect(registry.exposition().contains("presswork_jobs_total{queue=\"scrape\"} 3\n"))
        #expect(registry.exposition().contains("# TYPE presswork_jobs_total counter\n"))
    }

    @Test func labelValuesAreEscaped() {
        registry.set("presswork_leader", [("role", "a\"b\\c\nd")], to: 1)
        #expect(registry.exposition().contains(#"presswork_leader{role="a\"b\\c\nd"} 1"#))
    }

    @Test func histogramsAreCumulative() {
        for sample in [0.002, 0.002, 0.2, 4_000] { registry.observe("presswork_job_duration_seconds", [], sample) }
        let text = registry.exposition()
        #expect(text.contains("presswork_job_duration_seconds_bucket{le=\"0.0025\"} 2\n"))
        #expect(text.contains("presswork_job_duration_seconds_bucket{le=\"0.25\"} 3\n"))
        #expect(text.contains("presswork_job_duration_seconds_bucket{le=\"+Inf\"} 4\n"))
        #expect(text.contains("presswork_job_duration_seconds_count 4\n"))
    }

    @Test func tooManyLabelSetsAreRefusedAndCounted() {
        for index in 0..<2_500 { registry.increment("presswork_pages", [("host", "\(index)")]) }
        #expect(registry.exposition().contains("presswork_metrics_dropped_total 500\n"))
    }

    @Test func oneNameHasOneKind() {
        registry.set("presswork_depth", to: 3)
        registry.observe("presswork_depth", [], 1)
        #expect(registry.exposition().contains("presswork_depth 3\n"))
        #expect(registry.exposition().contains("presswork_metrics_dropped_total 1\n"))
    }

    @Test func timersOfSwiftMetricsAreSeconds() {
        let factory = PrometheusMetricsFactory(registry: registry)
        Timer(label: "presswork_wait_seconds", dimensions: [("stage", "cover")], factory: factory)
            .recordMilliseconds(Int64(40))
        #expect(registry.exposition().contains("presswork_wait_seconds_sum{stage=\"cover\"} 0.04\n"))
    }
}
