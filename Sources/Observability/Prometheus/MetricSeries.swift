import EventLoops

/// One label set of a metric. Instruments keep it, so that counting costs a lock and an addition, however often.
final class MetricSeries: Sendable {
    struct Value: Sendable {
        var value: Double = 0
        var count: UInt64 = 0
        /// Not cumulative; summed up when printed.
        var bucketCounts: [UInt64] = []

        mutating func observe(_ sample: Double) {
            if bucketCounts.isEmpty { bucketCounts = Array(repeating: 0, count: MetricFamily.buckets.count) }
            if let index = MetricFamily.buckets.firstIndex(where: { sample <= $0 }) { bucketCounts[index] += 1 }
            value += sample
            count += 1
        }
    }

    private let state = Locked<Value?>(nil)

    /// Nil until it is changed for the first time.
    var value: Value? { state.withLock { $0 } }

    func change(_ change: (inout Value) -> Void) {
        state.withLock { state in
            var value = state ?? Value()
            state = nil  // keeps the buckets' storage unique while the copy changes
            change(&value)
            state = value
        }
    }
}
