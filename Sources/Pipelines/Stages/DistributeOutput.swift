/// What `distribute` did; nothing comes after it.
package struct DistributeOutput: Sendable, Hashable, Codable {
    package var deliveries: [DeliverySummary]

    package init(deliveries: [DeliverySummary]) { self.deliveries = deliveries }
}
