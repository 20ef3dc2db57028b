/// Voice and looks, shared by the products of a publisher.
package struct Brand: Sendable, Hashable, Codable {
    package var name: String?
    /// A few sentences on how texts sound; goes into prompts.
    package var voice: String?
    /// `#rrggbb`, first the darkest ground, then accents and inks.
    package var palette: [String]
    /// Path in the bundle, of a JPEG or PNG.
    package var logo: String?
    /// The logo's own bytes: another picture under the same name is another brand.
    package var logoDigest: Digest?
    /// Families by role (`display`, `text`).
    package var fonts: [String: String]
    package var author: String?
    package var imprint: String?
    package var postalAddress: String?
    /// What readers are told about how texts are made.
    package var disclosure: String?
    /// BCP 47; the language of products whose manifest names none.
    package var language: String?

    package init(
        name: String? = nil, voice: String? = nil, palette: [String] = [], logo: String? = nil,
        fonts: [String: String] = [:], author: String? = nil, imprint: String? = nil, postalAddress: String? = nil,
        disclosure: String? = nil, language: String? = nil
    ) {
        self.name = name
        self.voice = voice
        self.palette = palette
        self.logo = logo
        self.fonts = fonts
        self.author = author
        self.imprint = imprint
        self.postalAddress = postalAddress
        self.disclosure = disclosure
        self.language = language
    }
}
