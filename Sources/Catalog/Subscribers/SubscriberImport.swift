/// What became of a list of readers.
package struct SubscriberImport: Sendable, Hashable, Codable {
    /// A row that was not taken, with the reason.
    package struct Rejection: Sendable, Hashable, Codable {
        /// Counted from 1.
        package var line: Int
        package var reason: String
    }

    package var added = 0
    /// Were there already; their names and segments follow the list.
    package var kept = 0
    /// On the list, and not to be written to: they unsubscribed, asked to be erased, bounced or complained.
    package var suppressed = 0
    package var rejected: [Rejection] = []
}
