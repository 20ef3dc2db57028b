extension PlanReport {
    /// Items that are printed one by one; more are counted.
    private static var printedItems: Int { 20 }

    /// The plan for people, plain lines.
    package var text: String {
        var lines = ["\(pipeline) (version \(version.hex.prefix(12)))", "", "items: \(items.count)"]
        for item in items.prefix(Self.printedItems) {
            let steps = item.steps.map { "\($0.stage.rawValue) \($0.action.rawValue)" }.joined(separator: ", ")
            lines.append("  \(item.key): \(steps)")
        }
        if items.count > Self.printedItems { lines.append("  … and \(items.count - Self.printedItems) more") }
        lines.append("")
        lines.append("channels:")
        for line in deliveryLines { lines.append("  \(line)") }
        lines.append("")
        lines.append("estimate: \(inputTokens) tokens in, \(outputTokens) out, \(cost) of at most \(budget)")
        lines += notes.map { "note: \($0)" }
        return lines.joined(separator: "\n") + "\n"
    }

    /// One line for each entry of `distribute` and kind of change.
    private var deliveryLines: [String] {
        var counts: [(line: String, count: Int)] = []
        for delivery in deliveries {
            let readers = delivery.readers.map { ", \($0) readers" } ?? ""
            let line = "\(delivery.distribution) → \(delivery.channel): \(delivery.change.rawValue)\(readers)"
            if let index = counts.firstIndex(where: { $0.line == line }) {
                counts[index].count += 1
            } else {
                counts.append((line, 1))
            }
        }
        return counts.isEmpty ? ["nothing leaves"] : counts.map { "\($0.line) × \($0.count)" }
    }
}
