package import Pipelines

/// Who speaks to which kind of channel. Rehearsal and live have their own adapters: a live run can never fall back to
/// a stand-in, nor a rehearsal reach the world.
package struct ChannelAdapters: Sendable {
    private let rehearsal: [ChannelKind: any ChannelAdapter]
    private let live: [ChannelKind: any ChannelAdapter]

    private let pacekeeper: (any Pacekeeper)?
    private let paces: [ChannelKind: Pace]

    /// - Parameters:
    ///   - pacekeeper: keeps the paces of accounts for the whole fleet.
    ///   - paces: how fast deliveries may leave for an account, by its kind; the others have no pace.
    package init(
        rehearsal: [any ChannelAdapter], live: [any ChannelAdapter], pacekeeper: (any Pacekeeper)? = nil,
        paces: [ChannelKind: Pace] = [:]
    ) {
        self.pacekeeper = pacekeeper
        self.paces = paces
        self.rehearsal = Dictionary(rehearsal.map { ($0.kind, $0) }) { first, _ in first }
        self.live = Dictionary(live.map { ($0.kind, $0) }) { first, _ in first }
    }

    /// The longest that a delivery waits for its turn; further away, its job is put off.
    private static let longestWait: Duration = .seconds(2)

    /// Takes a live account's next turn and waits for it.
    ///
    /// - Returns: how far away the turn is, when that is too far to wait for; nil once it has come.
    func turn(_ channel: Channel, mode: RunMode) async throws -> Duration? {
        guard mode == .live, let pacekeeper, let pace = paces[channel.name.kind] else { return nil }
        let key = "channel/\(channel.name.kind.rawValue)/\(channel.account)"
        switch try await pacekeeper.turn(key, at: pace, within: Self.longestWait) {
        case .after(let wait):
            try await Task.sleep(for: wait)
            return nil
        case .tooFar(let wait): return wait
        }
    }

    /// The adapter for a channel in a mode.
    ///
    /// - Throws: ``StageError`` `channel.not_available`.
    func adapter(for channel: Channel, mode: RunMode) throws(StageError) -> any ChannelAdapter {
        let adapters = mode == .live ? live : rehearsal
        guard let adapter = adapters[channel.name.kind] else {
            throw StageError(
                code: "channel.not_available",
                message: "This worker cannot reach channels of the kind \(channel.name.kind.rawValue) in a "
                    + "\(mode.rawValue) run.",
                disposition: .discard)
        }
        return adapter
    }
}
