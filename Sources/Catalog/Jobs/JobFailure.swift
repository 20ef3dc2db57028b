/// Why an attempt failed, as it is kept: no secret, no stack.
///
/// Messages come from libraries and quote pages, so whatever is in them a row stays small, and Postgres takes it: a NUL
/// character, which no text there may hold, becomes U+FFFD.
package struct JobFailure: Sendable, Hashable, Codable {
    /// A short stable name such as `source.unreachable`.
    package var code: String
    /// A sentence that a person can act on.
    package var message: String

    package init(code: String, message: String) {
        self.code = Self.storable(code, 100)
        self.message = Self.storable(message, 2_000)
    }

    /// At most `limit` scalars: a character may have any number of them.
    private static func storable(_ text: String, _ limit: Int) -> String {
        String(String.UnicodeScalarView(text.unicodeScalars.prefix(limit).map { $0 == "\0" ? "\u{FFFD}" : $0 }))
    }
}
