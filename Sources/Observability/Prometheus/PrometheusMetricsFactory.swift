package import CoreMetrics

/// The swift-metrics backend of every process: instruments write into a ``PrometheusRegistry``.
package struct PrometheusMetricsFactory: MetricsFactory {
    private let registry: PrometheusRegistry

    /// - Parameter registry: What `/metrics` prints.
    package init(registry: PrometheusRegistry) { self.registry = registry }

    package func makeCounter(label: String, dimensions: [(String, String)]) -> any CounterHandler {
        PrometheusInstrument(.counter, registry: registry, name: label, labels: dimensions)
    }

    package func makeFloatingPointCounter(label: String, dimensions: [(String, String)])
        -> any FloatingPointCounterHandler
    {
        PrometheusInstrument(.counter, registry: registry, name: label, labels: dimensions)
    }

    package func makeMeter(label: String, dimensions: [(String, String)]) -> any MeterHandler {
        PrometheusGauge(registry: registry, name: label, labels: dimensions)
    }

    /// Aggregating recorders become histograms, others gauges.
    package func makeRecorder(label: String, dimensions: [(String, String)], aggregate: Bool) -> any RecorderHandler {
        aggregate
            ? PrometheusInstrument(.histogram, registry: registry, name: label, labels: dimensions)
            : PrometheusGauge(registry: registry, name: label, labels: dimensions)
    }

    /// Timers become histograms in seconds.
    package func makeTimer(label: String, dimensions: [(String, String)]) -> any TimerHandler {
        PrometheusInstrument(.histogram, registry: registry, name: label, labels: dimensions)
    }

    // Series live as long as the process: a counter that goes away and comes back would look like a restart.
    package func destroyCounter(_ handler: any CounterHandler) {}
    package func destroyFloatingPointCounter(_ handler: any FloatingPointCounterHandler) {}
    package func destroyMeter(_ handler: any MeterHandler) {}
    package func destroyRecorder(_ handler: any RecorderHandler) {}
    package func destroyTimer(_ handler: any TimerHandler) {}
}
