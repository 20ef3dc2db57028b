package import Foundation
package import Pipelines

/// What is kept of a key to the public edge; the key itself is shown once, when it is made.
package struct APIKey: Sendable, Hashable, Codable {
    package var id: Identifier<APIKey>
    package var tenant: TenantID
    package var name: String
    /// The first characters, to tell keys apart in a list.
    package var prefix: String
    package var createdAt: Date
    package var revokedAt: Date?
}
