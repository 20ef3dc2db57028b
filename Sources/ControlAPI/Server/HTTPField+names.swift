import HTTPTypes

extension HTTPField.Name {
    /// Header fields that HTTPTypes does not name. A literal name that is no token would be a mistake in this file.
    static let idempotencyKey = named("Idempotency-Key")
    static let idempotentReplayed = named("Idempotent-Replayed")
    static let referrerPolicy = named("Referrer-Policy")
    static let robotsTag = named("X-Robots-Tag")

    private static func named(_ name: String) -> Self {
        guard let field = Self(name) else { preconditionFailure("\(name) is no header field's name") }
        return field
    }
}
