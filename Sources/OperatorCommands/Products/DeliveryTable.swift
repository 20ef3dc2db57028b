import Catalog
import Pipelines

/// Deliveries as a list.
enum DeliveryTable {
    static func table(_ deliveries: [DeliveryRecord]) -> Table {
        var table = Table(["delivery", "product", "channel", "action", "state", "to", "where"])
        for delivery in deliveries {
            let place = delivery.location ?? delivery.reason
            table.add([
                .id(delivery.id), Cell("\(delivery.product)@\(delivery.version)"), Cell(delivery.channel.description),
                Cell(delivery.isRehearsal ? "\(delivery.action.rawValue) (rehearsed)" : delivery.action.rawValue),
                .state(delivery.state), .optional(delivery.recipient),
                .optional(place.map { PlainText.shortened($0, to: 80) }),
            ])
        }
        return table
    }
}
