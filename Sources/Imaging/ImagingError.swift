/// Why an image could not be read, drawn or written.
package struct ImagingError: Error, Sendable, CustomStringConvertible {
    /// What kind of failure this is.
    package enum Code: Sendable, Equatable {
        /// A colour is not written as `#RRGGBB` or `#RGB`.
        case invalidColor
        /// The dimensions are not positive or pass the pixel budget.
        case tooLarge
        /// The bytes are none of JPEG, PNG and WebP.
        case unsupportedFormat
        /// The bytes are damaged or cut short.
        case malformed
        /// The encoder refused.
        case encodingFailed
        /// A font file is not installed.
        case fontMissing
        /// A font file is not the one that was pinned, so that output would differ from other machines'.
        case fontChanged
        /// No listed font has a glyph for a letter of the text.
        case glyphMissing
        /// A C library had no memory or broke its contract.
        case libraryFailed
    }

    package let code: Code
    /// A sentence a person can act on.
    package let message: String
    /// What a library or the system said, if the failure came from there.
    package let underlying: String?

    package init(_ code: Code, _ message: String, underlying: String? = nil) {
        self.code = code
        self.message = message
        self.underlying = underlying
    }

    package var description: String {
        underlying.map { "\(message) (\($0))" } ?? message
    }
}
