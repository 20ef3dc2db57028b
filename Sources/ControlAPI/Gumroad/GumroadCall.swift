import Pipelines

/// A request to the stand-in, as plain values.
struct GumroadCall: Sendable {
    let method: String
    /// Without the query, decoded.
    let path: String
    let query: [String: String]
    /// Header fields that matter, by lower-case name.
    var headers: [String: String] = [:]
    /// `http://host:port` as the client knows us.
    let base: String
    let body: Body

    enum Body: Sendable {
        case none
        case json(JSONValue)
        case bytes([UInt8])
    }

    /// The path's parts below `/v2` or `/storage`.
    var parts: [String] { path.split(separator: "/").dropFirst().map(String.init) }

    var isStorage: Bool { path.hasPrefix("/storage/") }

    subscript(member: String) -> JSONValue? {
        guard case .json(let body) = body else { return nil }
        return body[member]
    }

    func text(_ member: String) -> String? { self[member]?.text }
}

extension JSONValue {
    /// The string, if it is one.
    var text: String? {
        guard case .string(let text) = self else { return nil }
        return text
    }

    /// The integer, if it is one.
    var integer: Int? {
        guard case .integer(let number) = self else { return nil }
        return Int(exactly: number)
    }

    /// The elements, if it is an array.
    var elements: [JSONValue]? {
        guard case .array(let elements) = self else { return nil }
        return elements
    }
}
