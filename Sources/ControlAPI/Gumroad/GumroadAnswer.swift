import Pipelines

/// What the stand-in answers, and what it has to do with files before it says so.
struct GumroadAnswer: Sendable {
    enum Effect: Sendable, Hashable {
        /// Keeps bytes under a name inside the stand-in's folder.
        case keep(name: String, bytes: [UInt8])
        /// Puts files together as one and removes them.
        case join(names: [String], into: String)
        /// Removes what is there.
        case remove(names: [String])
    }

    var status = 200
    var body: JSONValue?
    var headers: [String: String] = [:]
    var effects: [Effect] = []

    /// `success: true` and what belongs to it.
    static func success(_ members: [String: JSONValue], effects: [Effect] = []) -> Self {
        Self(body: .object(members.merging(["success": .bool(true)]) { $1 }), effects: effects)
    }

    /// Gumroad's way to fail: the status 200 with `success: false`.
    static func failure(_ message: String) -> Self {
        Self(body: .object(["success": .bool(false), "message": .string(message)]))
    }

    /// Gumroad's other way: a status and `error`.
    static func refusal(_ status: Int, _ error: String) -> Self {
        Self(status: status, body: .object(["status": .integer(Int64(status)), "error": .string(error)]))
    }
}
