import Pipelines

/// A product of the stand-in.
struct GumroadShelfProduct: Codable, Sendable, Equatable {
    let id: String
    /// What was said of it last: name, description, price, files and so on.
    var fields: [String: JSONValue]
    var covers: [Cover] = []
    /// The signed id of its thumbnail.
    var thumbnail: String?
    var isPublished = false

    struct Cover: Codable, Sendable, Equatable {
        let id: String
        /// The signed id of the picture.
        let picture: String
    }

    var permalink: String? { fields["custom_permalink"]?.text }

    var json: JSONValue {
        var members = fields
        members["id"] = .string(id)
        members["short_url"] = .string("https://stand-in.gumroad.invalid/l/\(permalink ?? id)")
        members["published"] = .bool(isPublished)
        members["deleted"] = .bool(false)
        members["covers"] = coverList
        members["main_cover_id"] = covers.first.map { .string($0.id) } ?? .null
        members["thumbnail_url"] = thumbnail.map { .string("https://gumroad.invalid/pictures/\($0)") } ?? .null
        return .object(members)
    }

    var coverList: JSONValue {
        .array(
            covers.map {
                .object(["id": .string($0.id), "url": .string("https://gumroad.invalid/pictures/\($0.picture)")])
            })
    }
}
