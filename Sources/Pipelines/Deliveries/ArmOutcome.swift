/// What became of asking for the right to send.
package enum ArmOutcome: Sendable, Hashable {
    /// Send now.
    case armed(Delivery)
    /// It happened already; nothing is to be done.
    case alreadyDone(Delivery)
    /// Another attempt armed it and its end is not known: look it up at the channel, or park it. Never send blindly.
    /// `lookUpAfter` is how long to wait before a look-up can be trusted (zero when it can be now).
    case unknown(Delivery, lookUpAfter: Duration)
}
