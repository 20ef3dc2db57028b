/// What a stored file is for.
package enum AssetRole: String, Sendable, Hashable, Codable, CaseIterable {
    case cover, card, header, thumbnail
    case book, letter, page, post, source
    case text, data
}
