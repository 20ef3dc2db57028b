package import Pipelines

/// Speaks to one kind of channel. It is called only for deliveries that this attempt has armed.
package protocol ChannelAdapter: Sendable {
    var kind: ChannelKind { get }

    /// Carries out an armed delivery.
    ///
    /// It never throws: whatever happens is an outcome, and only `notSent` allows another try. After the first byte of
    /// the request that makes the effect has left, a lost reply is `unknown`.
    func deliver(_ shipment: Shipment, in context: any StageContext) async -> DeliveryOutcome

    /// Asks the channel whether a delivery whose reply was lost has happened.
    func lookUp(_ shipment: Shipment, in context: any StageContext) async -> LookUp
}
