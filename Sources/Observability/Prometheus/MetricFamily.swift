/// One metric with all its label sets.
struct MetricFamily: Sendable {
    enum Kind: String, Sendable { case counter, gauge, histogram }

    /// Upper bounds in seconds: from one queue round trip to the longest job.
    static let buckets: [Double] = [
        0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 1_800,
    ]

    let kind: Kind
    /// Printed labels (`queue="scrape"`) → value.
    var series: [String: MetricSeries] = [:]

    init(kind: Kind) { self.kind = kind }

    func lines(name: String, labels: String, series: MetricSeries.Value) -> String {
        guard kind == .histogram else {
            return "\(name)\(labels.isEmpty ? "" : "{\(labels)}") \(MetricName.number(series.value))\n"
        }
        let prefix = labels.isEmpty ? "" : labels + ","
        var text = ""
        var sum: UInt64 = 0
        for (bound, count) in zip(Self.buckets, series.bucketCounts) {
            sum += count
            text += "\(name)_bucket{\(prefix)le=\"\(MetricName.number(bound))\"} \(sum)\n"
        }
        text += "\(name)_bucket{\(prefix)le=\"+Inf\"} \(series.count)\n"
        let set = labels.isEmpty ? "" : "{\(labels)}"
        return text + "\(name)_sum\(set) \(MetricName.number(series.value))\n\(name)_count\(set) \(series.count)\n"
    }
}
