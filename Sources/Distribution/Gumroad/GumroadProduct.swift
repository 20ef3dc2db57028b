import Foundation
import Pipelines

/// A product as Gumroad tells it.
struct GumroadProduct: Decodable {
    let id: String
    let customPermalink: String?
    let shortURL: String?
    let coverIDs: [String]

    var location: String? { shortURL }

    private enum Keys: String, CodingKey {
        case id, covers
        case customPermalink = "custom_permalink"
        case shortURL = "short_url"
    }

    private struct Cover: Decodable { let id: String }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Keys.self)
        id = try container.decode(String.self, forKey: .id)
        customPermalink = try container.decodeIfPresent(String.self, forKey: .customPermalink)
        shortURL = try container.decodeIfPresent(String.self, forKey: .shortURL)
        coverIDs = try container.decodeIfPresent([Cover].self, forKey: .covers)?.map(\.id) ?? []
    }
}

/// A page of `GET /products`.
struct GumroadProductPage: Decodable {
    let products: [GumroadProduct]
    let nextPageKey: String?

    enum CodingKeys: String, CodingKey {
        case products
        case nextPageKey = "next_page_key"
    }
}
