/// An access key of a storage service.
package struct StorageCredentials: Sendable, CustomStringConvertible {
    package let accessKey: String
    let secret: String
    /// For temporary keys (AWS STS).
    let sessionToken: String?

    package init(accessKey: String, secret: String, sessionToken: String? = nil) {
        self.accessKey = accessKey
        self.secret = secret
        self.sessionToken = sessionToken
    }

    package var description: String { "access key \(accessKey)" }
}
