/// Why a cover could not be drawn.
package struct CoverError: Error, Sendable, CustomStringConvertible {
    /// What kind of failure this is.
    package enum Code: String, Sendable, Equatable {
        /// The title is blank.
        case noTitle = "no_title"
        /// A colour of the brand's palette is not one.
        case invalidPalette = "invalid_palette"
        /// There is no template of that name.
        case unknownTemplate = "unknown_template"
        /// A font is missing, or no font has a letter of the text.
        case fonts
        /// The source picture cannot be read.
        case photo
        /// Drawing or encoding failed.
        case drawing
    }

    package let code: Code
    /// A sentence a person can act on.
    package let message: String
    package let underlying: (any Error)?

    package init(_ code: Code, _ message: String, underlying: (any Error)? = nil) {
        self.code = code
        self.message = message
        self.underlying = underlying
    }

    package var description: String { message }
}
