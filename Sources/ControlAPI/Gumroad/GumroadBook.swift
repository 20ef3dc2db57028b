import Pipelines

/// All that the stand-in remembers, and what it answers to each call: values in, values out.
///
/// Source: antiwork/gumroad, app/controllers/api/v2 (mid-2026).
struct GumroadBook: Codable, Sendable, Equatable {
    /// Calls so far.
    var calls = 0
    /// Ids given out so far: what the next one is made of.
    var ids = 0
    /// In the order in which they were made; those that were deleted are gone.
    var products: [GumroadShelfProduct] = []
    var uploads: [String: GumroadUpload] = [:]
    var pictures: [String: GumroadPicture] = [:]

    mutating func answer(_ call: GumroadCall) -> GumroadAnswer {
        if call.isStorage { return store(call) }
        let parts = call.parts
        switch (call.method, parts.first, parts.count) {
        case ("GET", "user", 1):
            return .success(["user": .object(["name": .string("Stand-in"), "user_id": .string("stand-in")])])
        case ("POST", "files", 2): return file(call, verb: parts[1])
        case ("POST", "direct_uploads", 1): return announcePicture(call)
        case (_, "products", 1...4): return product(call, parts.dropFirst().map { $0 })
        default: return .refusal(404, "There is no \(call.method) \(call.path).")
        }
    }

    /// An id that nobody guesses from another, and that is the same in the same history.
    mutating func newID(_ kind: String) -> String {
        ids += 1
        return GumroadID.make(kind, ids)
    }
}
