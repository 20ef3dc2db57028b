import EventLoops

/// All series of this process, and their text form for Prometheus.
///
/// One lock around plain dictionaries: a scrape copies, an update is a few nanoseconds of work under it.
/// The number of label sets of one name is bounded; what comes after is counted in
/// `presswork_metrics_dropped_total` instead of growing without end.
package final class PrometheusRegistry: Sendable {
    /// How many label sets one metric may have.
    static let seriesLimit = 2_000

    private let state = Locked(State())

    private struct State {
        var families: [String: MetricFamily] = [:]
        var dropped: Double = 0
        var helps: [String: String] = [:]
    }

    package init() {}

    /// Says in one sentence what a metric counts; printed as `# HELP`.
    package func describe(_ name: String, _ help: String) {
        state.withLock { $0.helps[MetricName.sanitized(name)] = help }
    }

    /// Adds to a counter; its exposed name ends in `_total`.
    package func increment(_ name: String, _ labels: [(String, String)] = [], by amount: Double = 1) {
        update(MetricName.counter(name), .counter, labels) { $0.value += max(0, amount) }
    }

    /// Sets a gauge.
    package func set(_ name: String, _ labels: [(String, String)] = [], to value: Double) {
        update(MetricName.sanitized(name), .gauge, labels) { $0.value = value }
    }

    /// Adds to a gauge; negative takes away.
    package func add(_ name: String, _ labels: [(String, String)] = [], _ amount: Double) {
        update(MetricName.sanitized(name), .gauge, labels) { $0.value += amount }
    }

    /// Counts a value in a histogram of ``MetricFamily/buckets``, in seconds where it is a time.
    package func observe(_ name: String, _ labels: [(String, String)] = [], _ value: Double) {
        update(MetricName.sanitized(name), .histogram, labels) { $0.observe(value) }
    }

    /// Forgets a gauge's or counter's series.
    package func remove(_ name: String, _ labels: [(String, String)]) {
        let key = MetricName.labels(labels)
        state.withLock { $0.families[MetricName.sanitized(name)]?.series[key] = nil }
    }

    /// The exposition, version 0.0.4 (https://prometheus.io/docs/instrumenting/exposition_formats/).
    package func exposition() -> String {
        let copy = state.withLock { $0 }
        var text = ""
        for (name, family) in copy.families.sorted(by: { $0.key < $1.key }) where !family.series.isEmpty {
            text += "# HELP \(name) \(MetricName.escapedHelp(copy.helps[name] ?? MetricName.plainHelp(name)))\n"
            text += "# TYPE \(name) \(family.kind.rawValue)\n"
            for (labels, series) in family.series.sorted(by: { $0.key < $1.key }) {
                text += family.lines(name: name, labels: labels, series: series)
            }
        }
        if copy.dropped > 0 {
            text += "# HELP presswork_metrics_dropped_total Updates refused because a metric had too many label sets.\n"
            text += "# TYPE presswork_metrics_dropped_total counter\n"
            text += "presswork_metrics_dropped_total \(MetricName.number(copy.dropped))\n"
        }
        return text
    }

    private func update(
        _ name: String, _ kind: MetricFamily.Kind, _ labels: [(String, String)],
        _ change: (inout MetricFamily.Series) -> Void
    ) {
        let key = MetricName.labels(labels)
        state.withLock { state in
            var family = state.families[name] ?? MetricFamily(kind: kind)
            // The first use of a name decides its kind: two kinds under one name would be invalid text.
            guard family.kind == kind, family.series[key] != nil || family.series.count < Self.seriesLimit else {
                state.dropped += 1
                return
            }
            state.families[name] = nil  // keeps the dictionary's storage unique while we change the copy
            change(&family.series[key, default: MetricFamily.Series()])
            state.families[name] = family
        }
    }
}
