import CoreMetrics

/// One label set of a gauge.
final class PrometheusGauge: MeterHandler, RecorderHandler {
    private let registry: PrometheusRegistry
    private let series: MetricSeries?

    init(registry: PrometheusRegistry, name: String, labels: [(String, String)]) {
        self.registry = registry
        series = registry.series(.gauge, name, labels)
    }

    func set(_ value: Int64) { set(Double(value)) }
    func set(_ value: Double) { change { $0.value = value } }
    func increment(by amount: Double) { change { $0.value += amount } }
    func decrement(by amount: Double) { change { $0.value -= amount } }
    func record(_ value: Int64) { set(Double(value)) }
    func record(_ value: Double) { set(value) }

    private func change(_ change: (inout MetricSeries.Value) -> Void) {
        guard let series else { return registry.drop() }
        series.change(change)
    }
}
