/// What is known before a run: what a plan compares the manifest with. Everything is optional; what is not known is
/// said to be unknown.
package struct PlanFacts: Sendable {
    /// Item key → stages whose result is in the memo under the present settings.
    package var remembered: [String: Set<Stage>]
    /// Products whose text is frozen.
    package var frozen: Set<ProductIdentity>
    /// Product → channels that have a confirmed delivery of some version of it.
    package var delivered: [ProductIdentity: Set<ChannelName>]
    /// How many readers an e-mail channel has.
    package var readers: [ChannelName: Int]
    /// Model → price; models without one are counted in tokens only.
    package var prices: [String: TokenPrice]
    /// Tokens of the sources of one item, as far as earlier runs tell.
    package var sourceTokens: Int

    package init(
        remembered: [String: Set<Stage>] = [:], frozen: Set<ProductIdentity> = [],
        delivered: [ProductIdentity: Set<ChannelName>] = [:], readers: [ChannelName: Int] = [:],
        prices: [String: TokenPrice] = [:], sourceTokens: Int = 6_000
    ) {
        self.remembered = remembered
        self.frozen = frozen
        self.delivered = delivered
        self.readers = readers
        self.prices = prices
        self.sourceTokens = sourceTokens
    }
}
