package import Foundation

/// A document that was there once.
package struct GoneDocument: Sendable, Hashable, Codable {
    package var url: String
    /// When that was found out.
    package var goneAt: Date
    /// Whose source offered it; nil where the page itself answers that it is gone.
    package var pipeline: String?
    package var kind: String?
    package var address: String?
}
