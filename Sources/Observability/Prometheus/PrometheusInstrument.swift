import CoreMetrics

/// One label set of one metric, as swift-metrics sees it. It holds no value: the registry does.
final class PrometheusInstrument: CounterHandler, FloatingPointCounterHandler, RecorderHandler, TimerHandler {
    private let registry: PrometheusRegistry
    private let name: String
    private let labels: [(String, String)]

    init(registry: PrometheusRegistry, name: String, labels: [(String, String)]) {
        self.registry = registry
        self.name = name
        self.labels = labels
    }

    func increment(by amount: Int64) { registry.increment(name, labels, by: Double(amount)) }
    func increment(by amount: Double) { registry.increment(name, labels, by: amount) }
    /// A Prometheus counter is only reset by a restart.
    func reset() {}

    func record(_ value: Int64) { registry.observe(name, labels, Double(value)) }
    func record(_ value: Double) { registry.observe(name, labels, value) }
    func recordNanoseconds(_ duration: Int64) { registry.observe(name, labels, Double(duration) / 1e9) }
}
