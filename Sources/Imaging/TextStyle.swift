/// How a text is set, apart from its size and colour.
package struct TextStyle: Sendable, Hashable {
    package var typeface: Typeface
    /// Space added between letters, in ems; any turns ligatures off, as typographers do.
    package var tracking: Double
    /// BCP 47; chooses language-specific glyph forms and casing.
    package var language: String

    package init(_ typeface: Typeface, tracking: Double = 0, language: String = "en") {
        self.typeface = typeface
        self.tracking = tracking
        self.language = language
    }
}
