/// One entry of `distribute`.
package struct DistributionSpec: Sendable, Hashable, Codable {
    /// Whether a shop shows the product at once.
    package enum Publish: String, Sendable, Hashable, Codable, CaseIterable { case draft, live }

    package var name: String
    package var channel: ChannelName
    /// The product that is sent.
    package var product: String
    package var segment: String?
    /// A template; e-mail only. `nil`: the product's title.
    package var subject: String?
    package var price: Money?
    package var files: [ProductSpec.Format]
    package var publish: Publish
    /// Names of entries that go first.
    package var after: [String]

    package init(
        name: String, channel: ChannelName, product: String, segment: String? = nil, subject: String? = nil,
        price: Money? = nil, files: [ProductSpec.Format] = [], publish: Publish = .draft, after: [String] = []
    ) {
        self.name = name
        self.channel = channel
        self.product = product
        self.segment = segment
        self.subject = subject
        self.price = price
        self.files = files
        self.publish = publish
        self.after = after
    }
}
