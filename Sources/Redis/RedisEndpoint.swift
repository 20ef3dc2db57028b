import Foundation

/// Where Redis is and who asks, as a URL says it: `redis://user:password@host:6379/0` or
/// `redis+unix:///path/to.sock?db=0&password=…`. Its description leaves the secrets out.
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

    package let address: Address
    let user: String?
    let password: String?
    let database: Int

    /// A server on a Unix socket that asks for no password.
    package init(socket path: String) {
        address = .socket(path)
        user = nil
        password = nil
        database = 0
    }

    /// - Throws: `invalidAddress`; the message does not quote the URL, which may hold a password.
    package init(_ url: String) throws(RedisError) {
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

    package var description: String { "redis at \(address), database \(database)" }
    package var debugDescription: String { description }

    private static func invalid(_ reason: String) -> RedisError {
        RedisError(
            .invalidAddress,
            "the address of Redis cannot be used: \(reason); write redis://host:6379/0 or redis+unix:///path/to.sock")
    }
}
