package import Pipelines

/// One armed delivery with all that a channel needs to carry it out.
package struct Shipment: Sendable {
    package var delivery: Delivery
    package var distribution: DistributionSpec
    package var brand: Brand
    /// The reader, where the channel has readers.
    package var subscriber: Subscriber?
    /// The newest confirmed delivery of the same product to the same account: what a replace channel updates.
    package var previous: Delivery?
    /// The manifest's subject or the product's title, its variables filled in.
    package var subject: String

    package init(
        delivery: Delivery, distribution: DistributionSpec, brand: Brand, subscriber: Subscriber? = nil,
        previous: Delivery? = nil, subject: String
    ) {
        self.delivery = delivery
        self.distribution = distribution
        self.brand = brand
        self.subscriber = subscriber
        self.previous = previous
        self.subject = subject
    }

    /// The version that is given away.
    package var version: ProductVersionReference { delivery.plan.version }

    /// The first asset of a role and media type.
    package func asset(_ role: AssetRole, mediaType: String? = nil) -> AssetReference? {
        version.assets.first { $0.role == role && (mediaType == nil || $0.mediaType == mediaType) }
    }
}
