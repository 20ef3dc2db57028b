/// The kinds of channels that are built.
package enum ChannelKind: String, Sendable, Hashable, Codable, CaseIterable {
    /// Mail by SMTP, or a folder of `.eml` files.
    case email
    /// Gumroad's API v2.
    case gumroad
    /// A folder or bucket that holds pages and files.
    case site
    /// A folder that receives one card and one text for each post.
    case social

    /// Whether a new version updates what is there, or each product goes out once to each recipient.
    package enum Mode: Sendable, Hashable { case replace, append }

    package var mode: Mode {
        switch self {
        case .email, .social: .append
        case .gumroad, .site: .replace
        }
    }
}
