/// Where readers leave: what the gateway needs of the record of subscribers.
package protocol ReaderDesk: Sendable {
    /// Whom a token of a letter's footer stands for; `nil` if it stands for nobody.
    func reader(token: String) async throws -> ReaderCard?

    /// Ends the subscription that a token stands for; one that has ended stays ended. Returns false if the token
    /// stands for nobody.
    func unsubscribe(token: String) async throws -> Bool
}

/// What a reader may be shown of their subscription, by whoever holds the token.
package struct ReaderCard: Sendable, Hashable {
    /// The name of what they read.
    package let publication: String
    /// The address with all but its ends covered: `a…@example.org`; a forwarded letter must not give it away.
    package let maskedAddress: String
    /// Whether letters still go there.
    package let isSubscribed: Bool

    package init(publication: String, maskedAddress: String, isSubscribed: Bool) {
        self.publication = publication
        self.maskedAddress = maskedAddress
        self.isSubscribed = isSubscribed
    }
}
