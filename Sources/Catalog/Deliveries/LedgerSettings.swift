package import Pipelines

/// How long the ledger waits before it believes a look-up at a channel.
package struct LedgerSettings: Sendable, Hashable {
    /// The longest that one request to a channel may take, by which every client's total timeout is bounded.
    package var longestRequest: Duration
    /// How long a channel may show the past after it took a write.
    package var channelDelays: [ChannelKind: Duration]

    /// Made once: each attempt of each job has a ledger.
    package static let standard = LedgerSettings()

    package init(
        longestRequest: Duration = .seconds(60),
        channelDelays: [ChannelKind: Duration] = [.gumroad: .seconds(30), .site: .seconds(5)]
    ) {
        self.longestRequest = longestRequest
        self.channelDelays = channelDelays
    }

    /// How long after arming "not found" can be believed.
    func settling(of kind: ChannelKind) -> Duration { longestRequest + (channelDelays[kind] ?? .zero) }
}
