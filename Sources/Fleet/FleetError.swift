/// Why a loop of the fleet ended.
package struct FleetError: Error, Sendable, CustomStringConvertible {
    /// The kinds of end.
    package enum Code: Sendable, Hashable {
        /// The worker counts as dead, or could not say in time that it lives: it begins anew under another id.
        case identityOver
        /// A handler did not stop within the grace after it was cancelled: the process has to end.
        case hungJob
    }

    package let code: Code
    package let message: String

    package init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    package var description: String { message }
}
