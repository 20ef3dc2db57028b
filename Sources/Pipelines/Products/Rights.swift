/// What may be done with a source's words.
package enum Rights: String, Sendable, Hashable, Codable, CaseIterable {
    case own, licensed, quote
}
