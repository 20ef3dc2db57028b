import Pipelines

/// Who speaks to which kind of channel. Rehearsal and live have their own adapters: a live run can never fall back to
/// a stand-in, nor a rehearsal reach the world.
package struct ChannelAdapters: Sendable {
    private let rehearsal: [ChannelKind: any ChannelAdapter]
    private let live: [ChannelKind: any ChannelAdapter]

    package init(rehearsal: [any ChannelAdapter], live: [any ChannelAdapter]) {
        self.rehearsal = Dictionary(rehearsal.map { ($0.kind, $0) }) { first, _ in first }
        self.live = Dictionary(live.map { ($0.kind, $0) }) { first, _ in first }
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
