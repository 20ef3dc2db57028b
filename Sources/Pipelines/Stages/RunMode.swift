/// Whether outside effects are real. Said, never guessed.
package enum RunMode: String, Sendable, Codable, Hashable {
    /// Nothing leaves: channels are stand-ins that record.
    case rehearse
    case live
}
