import CoreMetrics

/// One label set of a gauge.
final class PrometheusGauge: MeterHandler, RecorderHandler {
    private let registry: PrometheusRegistry
    private let name: String
    private let labels: [(String, String)]

    init(registry: PrometheusRegistry, name: String, labels: [(String, String)]) {
        self.registry = registry
        self.name = name
        self.labels = labels
    }

    func set(_ value: Int64) { registry.set(name, labels, to: Double(value)) }
    func set(_ value: Double) { registry.set(name, labels, to: value) }
    func increment(by amount: Double) { registry.add(name, labels, amount) }
    func decrement(by amount: Double) { registry.add(name, labels, -amount) }
    func record(_ value: Int64) { registry.set(name, labels, to: Double(value)) }
    func record(_ value: Double) { registry.set(name, labels, to: value) }
}
