/// A reader of an e-mail channel.
package struct Subscriber: Sendable, Hashable, Codable {
    package var address: String
    package var name: String?
    /// Opaque, unguessable: the path of this reader's unsubscribe link.
    package var unsubscribeToken: String

    package init(address: String, name: String? = nil, unsubscribeToken: String) {
        self.address = address
        self.name = name
        self.unsubscribeToken = unsubscribeToken
    }
}
