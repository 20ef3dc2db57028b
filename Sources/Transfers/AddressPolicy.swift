/// Where connections may go: the guard against requests that a stranger's URL or redirect aims at our own network.
///
/// It is applied to each hop's host when that is a literal address, to the address a socket is about to connect to
/// (after DNS, so that a name that changes its address in between gains nothing), and to the address of a kept
/// connection that is used again.
package enum AddressPolicy: Hashable, Sendable {
    /// Only addresses of the public internet.
    case publicOnly
    /// Those, and these hosts whatever their address: `host` for every port, or `host:port`; IPv6 in brackets.
    case allow(hosts: Set<String>)
    /// Anywhere: for endpoints that an operator configured.
    case any

    /// Whether a request for `url` may connect to `address`.
    package func permits(_ address: InternetAddress, for url: TransferURL) -> Bool {
        switch self {
        case .any: true
        case .publicOnly: address.isPublic
        case .allow(let hosts): address.isPublic || Self.names(of: url).contains { hosts.contains($0) }
        }
    }

    private static func names(of url: TransferURL) -> [String] {
        let host = url.host.contains(":") ? "[\(url.host)]" : url.host
        return [host, "\(host):\(url.port)"]
    }
}
