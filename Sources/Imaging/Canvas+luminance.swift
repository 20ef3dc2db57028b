extension Canvas {
    /// Relative luminances in a rectangle at a percentile each, sampled on every fourth pixel: what text laid there
    /// must stand out from. The whole canvas' first pixel stands in for a rectangle outside.
    package func luminances(in box: Box, percentiles: [Double]) -> [Double] {
        let (columns, rows) = clipped(box)
        var samples: [Double] = []
        for y in stride(from: rows.lowerBound, to: rows.upperBound, by: 4) {
            for x in stride(from: columns.lowerBound, to: columns.upperBound, by: 4) {
                samples.append(self[x, y].luminance)
            }
        }
        if samples.isEmpty { samples = [self[0, 0].luminance] }
        samples.sort()
        return percentiles.map { samples[min(Int($0 * Double(samples.count)), samples.count - 1)] }
    }
}
