package import Foundation

/// A source in a list.
package struct SourceSummary: Sendable, Hashable, Codable {
    package var pipeline: String
    /// The manifest's word: `sitemap`, `crawl`, …
    package var kind: String
    package var address: String
    /// Documents that it offered when it was last read.
    package var offered: Int
    /// Documents that it offered before and does not any more.
    package var gone: Int
    package var readAt: Date
}
