import Pipelines

/// Counts how the deliveries of one job ended, and what that means for the job.
struct DeliveryTally {
    private struct Line {
        var channel: ChannelName
        var counts: [DeliveryState: Int] = [:]
        var location: String?
    }

    /// Whether what a channel refused for good keeps nothing else from leaving, and the item from its end.
    private let keepsPartial: Bool
    private var lines: [String: Line] = [:]
    private var order: [String] = []
    private var problems: [String] = []
    private var held: Set<String> = []
    /// The longest wait until an unknown delivery can be looked up.
    private var lookUpAfter: Duration?
    private var retryAfter: Duration?
    /// The longest wait for a channel that is paused or paced.
    private var comeBackAfter: Duration?
    private var hasPermanentFailure = false
    private var hasParked = false

    init(onPartial: OnPartial = .ask) { keepsPartial = onPartial == .keep }

    /// Whether everything of an earlier entry is confirmed, or so much of it that the rest is left.
    func isDone(_ distribution: String) -> Bool {
        guard let line = lines[distribution], !held.contains(distribution) else { return false }
        if keepsPartial, line.counts[.confirmed] != nil {
            return line.counts.keys.allSatisfy { $0 == .confirmed || $0 == .failed }
        }
        return line.counts.keys.allSatisfy { $0 == .confirmed }
    }

    /// One line for each distribution and state.
    var summaries: [DeliverySummary] {
        order.flatMap { name -> [DeliverySummary] in
            guard let line = lines[name] else { return [] }
            return line.counts.sorted { $0.key.rawValue < $1.key.rawValue }.map {
                DeliverySummary(
                    distribution: name, channel: line.channel, state: $0.key, count: $0.value, location: line.location)
            }
        }
    }

    /// Opens the line of an entry, also of one that reaches nobody.
    mutating func open(_ distribution: DistributionSpec) {
        guard lines[distribution.name] == nil else { return }
        lines[distribution.name] = Line(channel: distribution.channel)
        order.append(distribution.name)
    }

    mutating func add(_ state: DeliveryState, location: String?, to distribution: DistributionSpec) {
        open(distribution)
        lines[distribution.name]?.counts[state, default: 0] += 1
        if let location { lines[distribution.name]?.location = location }
    }

    /// Whether nothing more of an entry may leave in this attempt.
    func isHeld(_ distribution: DistributionSpec) -> Bool { held.contains(distribution.name) }

    mutating func hold(_ distribution: DistributionSpec, waitingFor other: String) {
        open(distribution)
        held.insert(distribution.name)
        problems.append("\(distribution.name) waits for \(other)")
    }

    mutating func waitForLookUp(_ interval: Duration) { lookUpAfter = max(lookUpAfter ?? .zero, interval) }

    mutating func retry(_ reason: String, after interval: Duration? = nil) {
        problems.append(reason)
        retryAfter = max(retryAfter ?? .zero, interval ?? .zero)
    }

    /// Nobody's fault: a channel is paused, or its pace leaves no turn yet.
    mutating func putOff(_ distribution: DistributionSpec, _ reason: String, by interval: Duration) {
        problems.append(reason)
        held.insert(distribution.name)
        comeBackAfter = max(comeBackAfter ?? .zero, interval)
    }

    mutating func park(_ reason: String) {
        problems.append(reason)
        hasParked = true
    }

    mutating func fail(_ reason: String) {
        problems.append(reason)
        hasPermanentFailure = true
    }

    /// Throws what shall become of the job, the most patient answer first: while something can still be done by
    /// itself, the job lives.
    ///
    /// - Parameter isFinal: whether nobody says later what failed for good.
    func verdict(isFinal: Bool = true) throws(StageError) {
        let text = problems.prefix(5).joined(separator: "; ")
        if let lookUpAfter, lookUpAfter > .zero {
            throw StageError(
                code: "delivery.look_up_later", message: "A reply was lost; its channel is asked again later. \(text)",
                disposition: .snooze(lookUpAfter))
        }
        if let retryAfter {
            throw StageError(
                code: "delivery.not_sent", message: "Not everything could be sent: \(text)",
                disposition: .retry(after: retryAfter == .zero ? nil : retryAfter))
        }
        if let comeBackAfter {
            throw StageError(
                code: "delivery.put_off", message: "Not everything may be sent yet: \(text)",
                disposition: .snooze(comeBackAfter))
        }
        guard isFinal else { return }
        if hasParked {
            throw StageError(
                code: "delivery.unknown",
                message: "Replies were lost and their channel cannot be asked: \(text). Look there, then say "
                    + "`presswork deliveries resolve`.",
                disposition: .discard)
        }
        let isPartial = lines.values.contains { $0.counts[.confirmed] != nil }
        if hasPermanentFailure, !(keepsPartial && isPartial) {
            throw StageError(code: "delivery.failed", message: "A channel refused: \(text)", disposition: .discard)
        }
    }
}
