/// A failure that a test orders of the stand-in.
package struct GumroadFault: Sendable, Hashable {
    /// What goes wrong.
    package enum Effect: Sendable, Hashable {
        /// The call is carried out, and the connection ends without an answer.
        case dropReply
        /// The call is not carried out, and this status is the answer.
        case status(Int)
    }

    package let effect: Effect
    package let method: String
    /// A path below `/v2`, for example `/products/*/covers`; `*` stands for one part.
    package let path: String
    /// Which of the calls that match from now on, from 1.
    package let occurrence: Int

    package init(_ effect: Effect, on method: String, _ path: String, occurrence: Int = 1) {
        self.effect = effect
        self.method = method
        self.path = path
        self.occurrence = occurrence
    }

    func matches(_ call: GumroadCall) -> Bool {
        let wanted = path.split(separator: "/").map(String.init)
        let parts = call.parts
        return method == call.method && wanted.count == parts.count
            && zip(wanted, parts).allSatisfy { $0 == "*" || $0 == $1 }
    }
}
