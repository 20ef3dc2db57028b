/// Settings of a client.
package struct HTTPClientConfiguration: Sendable {
    /// Requests under way at once; more wait.
    package var maxInFlight: Int
    /// Of these, to one host and port.
    package var maxPerHost: Int
    /// Requests that may wait; more are refused.
    package var maxWaiting: Int
    package var userAgent: String
    /// For requests that bring no policy of their own.
    package var addressPolicy: AddressPolicy
    /// A PEM file of certificate authorities in place of the system's.
    package var certificateAuthorities: String?

    package init(
        maxInFlight: Int = 256, maxPerHost: Int = 16, maxWaiting: Int = 100_000, userAgent: String = "Presswork/1.0",
        addressPolicy: AddressPolicy = .publicOnly, certificateAuthorities: String? = nil
    ) {
        self.maxInFlight = maxInFlight
        self.maxPerHost = maxPerHost
        self.maxWaiting = maxWaiting
        self.userAgent = userAgent
        self.addressPolicy = addressPolicy
        self.certificateAuthorities = certificateAuthorities
    }
}
