import Foundation

/// Where Redis is and who asks, as a URL says it: `redis://user:password@host:6379/0`,
/// `redis+unix:///path/to.sock?db=0&password=…`, or `redis+sentinel://user:password@one:26379,two:26379/NAME?db=0`, where
/// sentinels tell where the primary that they call NAME is. Its description leaves the secrets out.
package struct RedisEndpoint: Sendable, CustomStringConvertible, CustomDebugStringConvertible {
    /// Where the server listens.
    package enum Address: Sendable, Hashable, CustomStringConvertible {
        case socket(String)
        case host(String, port: UInt16)

        package var description: String {
            switch self {
            case .socket(let path): path
            case .host(let name, let port): "\(name):\(port)"
            }
        }
    }

    /// The server, or the first sentinel.
    package let address: Address
    /// Who tells where the server is; nil when the URL does.
    let sentinels: RedisSentinels?
    let user: String?
    let password: String?
    let database: Int

    /// A server on a Unix socket that asks for no password.
    package init(socket path: String) {
        self.init(address: .socket(path))
    }

    /// A server that asks for no password.
    init(address: Address) {
        self.address = address
        sentinels = nil
        user = nil
        password = nil
        database = 0
    }

    /// - Throws: `invalidAddress`; the message does not quote the URL, which may hold a password.
    package init(_ url: String) throws(RedisError) {
        guard !url.hasPrefix(Self.sentinelScheme) else {
            self = try Self(sentinels: url)
            return
        }
        guard let parts = URLComponents(string: url), let scheme = parts.scheme else {
            throw Self.invalid("it is not a URL")
        }
        let query = Dictionary(
            (parts.queryItems ?? []).map { ($0.name, $0.value ?? "") }, uniquingKeysWith: { _, last in last })
        let database: String
        switch scheme {
        case "redis":
            guard let host = parts.host, !host.isEmpty else { throw Self.invalid("it names no host") }
            guard let port = UInt16(exactly: parts.port ?? 6379), port > 0 else { throw Self.invalid("of its port") }
            // Brackets around an IPv6 address belong to the URL.
            address = .host(host.trimmingCharacters(in: CharacterSet(charactersIn: "[]")), port: port)
            database = query["db"] ?? String(parts.path.drop { $0 == "/" })
        case "redis+unix", "unix":
            guard parts.path.hasPrefix("/"), parts.path.utf8.count <= 107 else {
                throw Self.invalid("a socket needs an absolute path of 107 bytes at most")
            }
            address = .socket(parts.path)
            database = query["db"] ?? ""
        case "rediss": throw Self.invalid("TLS (rediss) is not supported; use a local proxy such as stunnel")
        default: throw Self.invalid("“\(scheme)” is not redis or redis+unix")
        }
        guard let number = database.isEmpty ? 0 : Int(database), number >= 0 else {
            throw Self.invalid("the database must be a number")
        }
        self.database = number
        sentinels = nil
        user = parts.user.flatMap { $0.isEmpty ? nil : $0 }
        password = parts.password ?? query["password"]
    }

    /// The commands that open a session.
    var greeting: [RedisCommand] {
        var commands: [RedisCommand] = []
        if let password {
            commands.append(user.map { RedisCommand("AUTH", $0, password) } ?? RedisCommand("AUTH", password))
        }
        if database != 0 { commands.append(RedisCommand("SELECT", database)) }
        return commands
    }

    package var description: String {
        guard let sentinels else { return "redis at \(address), database \(database)" }
        let places = sentinels.addresses.map(\.description).joined(separator: ", ")
        return "redis “\(sentinels.name)” of the sentinels at \(places), database \(database)"
    }
    package var debugDescription: String { description }

    private static let sentinelScheme = "redis+sentinel://"

    /// Several hosts make no URL that Foundation reads: each is read as if it were alone.
    private init(sentinels url: String) throws(RedisError) {
        let rest = url.dropFirst(Self.sentinelScheme.count)
        let authority = rest.prefix { $0 != "/" && $0 != "?" }
        let hosts = authority.split(separator: "@", omittingEmptySubsequences: false).last ?? ""
        let path = rest.dropFirst(authority.count)
        var addresses: [Address] = []
        for host in hosts.split(separator: ",", omittingEmptySubsequences: false) {
            let place = host.contains(/:[0-9]+$/) ? "\(host)" : "\(host):26379"
            addresses.append(try RedisEndpoint("redis://\(place)").address)
        }
        let credentials = authority.dropLast(hosts.count)
        guard let parts = URLComponents(string: "redis://\(credentials)one\(path)"), let first = addresses.first else {
            throw Self.invalid("it is not a URL")
        }
        let name = parts.path.drop { $0 == "/" }
        guard !name.isEmpty else { throw Self.invalid("it does not say what the sentinels call the primary") }
        let database = parts.queryItems?.last { $0.name == "db" }?.value ?? "0"
        guard let number = Int(database), number >= 0 else { throw Self.invalid("the database must be a number") }
        address = first
        sentinels = RedisSentinels(addresses: addresses, name: String(name))
        self.database = number
        user = parts.user.flatMap { $0.isEmpty ? nil : $0 }
        password = parts.password
    }

    private static func invalid(_ reason: String) -> RedisError {
        RedisError(
            .invalidAddress,
            "the address of Redis cannot be used: \(reason); write redis://host:6379/0 or redis+unix:///path/to.sock")
    }
}
