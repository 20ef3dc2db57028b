/// One line of what was delivered.
package struct DeliverySummary: Sendable, Hashable, Codable {
    package var distribution: String
    package var channel: ChannelName
    package var state: DeliveryState
    package var count: Int
    package var location: String?

    package init(distribution: String, channel: ChannelName, state: DeliveryState, count: Int, location: String? = nil)
    {
        self.distribution = distribution
        self.channel = channel
        self.state = state
        self.count = count
        self.location = location
    }
}
