/// How sending ended.
package enum DeliveryOutcome: Sendable, Hashable {
    case confirmed(externalID: String?, location: String?)
    /// Not a byte of it can have been accepted: it may be planned again.
    case notSent(reason: String)
    /// The channel said no, for good.
    case failed(reason: String)
    /// The reply was lost after bytes had left.
    case unknown(reason: String)
}
