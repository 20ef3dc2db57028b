/// What is done at a channel.
package enum DeliveryAction: String, Sendable, Hashable, Codable {
    case publish, mail, post, withdraw
}
