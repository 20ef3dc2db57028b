package import Pipelines
import Postgres

/// Where outputs above 64 KiB go: a row then holds `{"$object": SHA-256}`.
package struct OutputStore: Sendable {
    /// The largest output that is kept in its row, in bytes of canonical JSON.
    static let inlineLimit = 64 * 1024
    /// The largest output that is read back, in bytes.
    static let limit = 64 * 1024 * 1024

    private let put: @Sendable ([UInt8]) async throws -> Digest
    private let get: @Sendable (_ address: Digest, _ limit: Int) async throws -> [UInt8]

    /// - Parameters:
    ///   - put: stores bytes under their digest; storing them again changes nothing.
    ///   - get: reads at most `limit` bytes.
    package init(
        put: @escaping @Sendable ([UInt8]) async throws -> Digest,
        get: @escaping @Sendable (_ address: Digest, _ limit: Int) async throws -> [UInt8]
    ) {
        self.put = put
        self.get = get
    }

    /// The form in which `output` is kept in its row.
    func stored(_ output: JSONValue) async throws -> PostgresJSON {
        let bytes = try output.canonicalBytes()
        guard bytes.count > Self.inlineLimit else { return PostgresJSON(bytes: bytes) }
        let address = try await put(bytes)
        return PostgresJSON(bytes: Array(#"{"$object":"\#(address.hex)"}"#.utf8))
    }

    /// `value` with each member that is a reference replaced by what it refers to.
    package func resolved(_ value: JSONValue) async throws -> JSONValue {
        guard case .object(var members) = value else { return value }
        if members.count == 1, case .string(let hex)? = members["$object"] {
            guard let address = Digest(hex: hex) else {
                throw CatalogError(.corrupt, "an output's address, \(hex.prefix(80)), is not a SHA-256")
            }
            return try JSONValue(parsing: try await get(address, Self.limit))
        }
        for (name, member) in members where member["$object"] != nil {
            members[name] = try await resolved(member)
        }
        return .object(members)
    }
}
