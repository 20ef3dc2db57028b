import EventLoops

extension DrillHandler {
    /// What jobs keep for ever.
    private static let leaked = Locked<[[UInt8]]>([])

    /// Does the harm that the order asks of an item's jobs.
    func misbehave(as order: DrillOrder, item: String) async {
        if order.leak > 0 {
            let memory = [UInt8](repeating: 1, count: order.leak << 20)
            Self.leaked.withLock { $0.append(memory) }
        }
        precondition(!order.traps.contains(item), "the drill asked item \(item) to trap")
        // It waits for a task that nobody cancels: a handler that does not stop when it is told.
        if order.hangs.contains(item) { _ = await Task { try await Task.sleep(for: .seconds(86_400)) }.result }
    }
}
