import CoreMetrics

/// One label set of a counter or a histogram, as swift-metrics sees it. It holds no value: its series does.
final class PrometheusInstrument: CounterHandler, FloatingPointCounterHandler, RecorderHandler, TimerHandler {
    private let registry: PrometheusRegistry
    private let series: MetricSeries?

    init(_ kind: MetricFamily.Kind, registry: PrometheusRegistry, name: String, labels: [(String, String)]) {
        self.registry = registry
        series = registry.series(kind, name, labels)
    }

    func increment(by amount: Int64) { increment(by: Double(amount)) }
    func increment(by amount: Double) { change { $0.value += max(0, amount) } }
    /// A Prometheus counter is only reset by a restart.
    func reset() {}

    func record(_ value: Int64) { record(Double(value)) }
    func record(_ value: Double) { change { $0.observe(value) } }
    func recordNanoseconds(_ duration: Int64) { record(Double(duration) / 1e9) }

    private func change(_ change: (inout MetricSeries.Value) -> Void) {
        guard let series else { return registry.drop() }
        series.change(change)
    }
}
