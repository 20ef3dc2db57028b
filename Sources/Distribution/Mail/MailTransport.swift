package import Pipelines

/// Takes a finished message for one reader.
package protocol MailTransport: Sendable {
    /// Hands the message over; whatever happens is an outcome.
    func send(_ message: [UInt8], id: String, from: String, to recipient: String, channel: Channel) async
        -> DeliveryOutcome

    /// Whether a message whose reply was lost has arrived.
    func lookUp(id: String, channel: Channel) async -> LookUp
}
