import EventLoops

/// All series of this process, and their text form for Prometheus.
///
/// One lock around plain dictionaries, and one around each series: instruments find theirs once.
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
        update(.counter, name, labels) { $0.value += max(0, amount) }
    }

    /// Sets a gauge.
    package func set(_ name: String, _ labels: [(String, String)] = [], to value: Double) {
        update(.gauge, name, labels) { $0.value = value }
    }

    /// Adds to a gauge; negative takes away.
    package func add(_ name: String, _ labels: [(String, String)] = [], _ amount: Double) {
        update(.gauge, name, labels) { $0.value += amount }
    }

    /// Counts a value in a histogram of ``MetricFamily/buckets``, in seconds where it is a time.
    package func observe(_ name: String, _ labels: [(String, String)] = [], _ value: Double) {
        update(.histogram, name, labels) { $0.observe(value) }
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
        for (name, family) in copy.families.sorted(by: { $0.key < $1.key }) {
            // What was never changed is not known to be 0.
            let used = family.series.compactMapValues(\.value).sorted { $0.key < $1.key }
            guard !used.isEmpty else { continue }
            text += "# HELP \(name) \(MetricName.escapedHelp(copy.helps[name] ?? MetricName.plainHelp(name)))\n"
            text += "# TYPE \(name) \(family.kind.rawValue)\n"
            for (labels, series) in used {
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

    /// The series of a label set, for instruments that change it often; nil when the metric has too many of them, or is
    /// of another kind: two kinds under one name would be invalid text, and the first use decides.
    func series(_ kind: MetricFamily.Kind, _ name: String, _ labels: [(String, String)]) -> MetricSeries? {
        let name = kind == .counter ? MetricName.counter(name) : MetricName.sanitized(name)
        let key = MetricName.labels(labels)
        return state.withLock { state in
            let family = state.families[name] ?? MetricFamily(kind: kind)
            guard family.kind == kind else { return nil }
            if let known = family.series[key] { return known }
            guard family.series.count < Self.seriesLimit else { return nil }
            let new = MetricSeries()
            state.families[name, default: family].series[key] = new
            return new
        }
    }

    /// Counts an update that found no series.
    func drop() { state.withLock { $0.dropped += 1 } }

    private func update(
        _ kind: MetricFamily.Kind, _ name: String, _ labels: [(String, String)],
        _ change: (inout MetricSeries.Value) -> Void
    ) {
        guard let series = series(kind, name, labels) else { return drop() }
        series.change(change)
    }
}
