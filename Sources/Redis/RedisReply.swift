/// What Redis answered (RESP2).
package enum RedisReply: Sendable, Hashable {
    case null
    case integer(Int64)
    case status(String)
    case bytes([UInt8])
    case array([RedisReply])
    case error(RedisError)

    /// The reply, unless it is an error.
    package func get() throws(RedisError) -> RedisReply {
        if case .error(let error) = self { throw error }
        return self
    }

    /// Whether the server refuses to write because it is a replica.
    var saysReadOnly: Bool {
        guard case .error(let error) = self else { return false }
        return error.code == .readOnly
    }

    package var integer: Int {
        get throws(RedisError) {
            switch try get() {
            case .integer(let number): return Int(number)
            case .bytes(let bytes):
                guard let number = Int(String(decoding: bytes, as: UTF8.self)) else { throw unexpected("a number") }
                return number
            default: throw unexpected("a number")
            }
        }
    }

    /// Bytes of a string or a status.
    package var bytes: [UInt8] {
        get throws(RedisError) {
            switch try get() {
            case .bytes(let bytes): return bytes
            case .status(let text): return Array(text.utf8)
            default: throw unexpected("a string")
            }
        }
    }

    /// A string; bytes that are not UTF-8 become U+FFFD.
    package var string: String {
        get throws(RedisError) { String(decoding: try bytes, as: UTF8.self) }
    }

    package var array: [RedisReply] {
        get throws(RedisError) {
            guard case .array(let replies) = try get() else { throw unexpected("an array") }
            return replies
        }
    }

    /// nil for a null reply, which says "there is none".
    package var optional: RedisReply? {
        get throws(RedisError) { try get() == .null ? nil : self }
    }

    /// The values of an array of names and values in turn.
    package var map: [String: RedisReply] {
        get throws(RedisError) {
            let replies = try array
            var map: [String: RedisReply] = [:]
            for index in stride(from: 0, to: replies.count - 1, by: 2) {
                map[try replies[index].string] = replies[index + 1]
            }
            return map
        }
    }

    /// The values of such an array, which are strings.
    package var stringMap: [String: [UInt8]] {
        get throws(RedisError) {
            var strings: [String: [UInt8]] = [:]
            for (name, value) in try map { strings[name] = try value.bytes }
            return strings
        }
    }

    /// The element at `index`.
    package func element(_ index: Int) throws(RedisError) -> RedisReply {
        let replies = try array
        guard replies.indices.contains(index) else { throw unexpected("at least \(index + 1) elements") }
        return replies[index]
    }

    private func unexpected(_ wanted: String) -> RedisError {
        let kind =
            switch self {
            case .null: "null"
            case .integer: "an integer"
            case .status: "a status"
            case .bytes: "a string"
            case .array(let replies): "an array of \(replies.count)"
            case .error: "an error"
            }
        return RedisError(.unexpectedReply, "Redis answered with \(kind) where \(wanted) was expected")
    }
}
