import Foundation
import Pipelines

/// An unguessable text that says whose it is: the tenant's id, then random bytes, in URL-safe Base64.
///
/// Row-level security shows nothing before a tenant is named, so a token that comes from outside has to name it. That
/// proves nothing: only a row of that tenant with the same token does.
struct TenantToken {
    let tenant: TenantID
    let text: String

    /// Makes a token of 32 random bytes.
    init(for tenant: TenantID) {
        var generator = SystemRandomNumberGenerator()
        let random = (0..<32).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
        self.tenant = tenant
        text = Self.encode(tenant.bytes + random)
    }

    /// Reads a token's tenant; `nil` for what cannot be one.
    init?(_ text: String) {
        guard text.utf8.count == 64, let bytes = Self.decode(text), bytes.count == 48 else { return nil }
        tenant = TenantID(bytes: bytes[..<16])
        self.text = text
    }

    /// What is kept of a token that need not be shown again.
    var digest: Digest { Digest(of: text) }

    private static func encode(_ bytes: [UInt8]) -> String {
        Data(bytes).base64EncodedString().replacing("+", with: "-").replacing("/", with: "_")
    }

    private static func decode(_ text: String) -> Data? {
        Data(base64Encoded: text.replacing("-", with: "+").replacing("_", with: "/"))
    }
}

extension TenantID {
    fileprivate var bytes: [UInt8] {
        let octets = rawValue.uuid
        return [
            octets.0, octets.1, octets.2, octets.3, octets.4, octets.5, octets.6, octets.7, octets.8, octets.9,
            octets.10, octets.11, octets.12, octets.13, octets.14, octets.15,
        ]
    }

    /// Takes 16 bytes.
    fileprivate init(bytes: Data) {
        let octets = Array(bytes)
        self.init(
            UUID(
                uuid: (
                    octets[0], octets[1], octets[2], octets[3], octets[4], octets[5], octets[6], octets[7],
                    octets[8], octets[9], octets[10], octets[11], octets[12], octets[13], octets[14], octets[15]
                )))
    }
}
