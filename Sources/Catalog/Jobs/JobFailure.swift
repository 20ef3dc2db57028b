/// Why an attempt failed, as it is kept: no secret, no stack.
package struct JobFailure: Sendable, Hashable, Codable {
    /// A short stable name such as `source.unreachable`.
    package var code: String
    /// A sentence that a person can act on.
    package var message: String

    package init(code: String, message: String) {
        self.code = code
        // Whatever a library puts into its message, a row stays small.
        self.message = String(message.prefix(2_000))
    }
}
