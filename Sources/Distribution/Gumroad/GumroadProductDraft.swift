import Foundation
import Pipelines

/// An uploaded file with what buyers see of it.
struct GumroadFile {
    let url: String
    let asset: AssetReference
}

/// What we say of a product: the whole of it, each time.
struct GumroadProductDraft {
    let shipment: Shipment
    let permalink: String
    let files: [GumroadFile]

    /// `POST /products`; always made as a draft by Gumroad.
    var createBody: [String: JSONValue] {
        var body = common
        body["native_type"] = .string("ebook")
        body["custom_permalink"] = .string(permalink)
        return body
    }

    /// `PUT /products/:id`; `files` replaces all.
    var updateBody: [String: JSONValue] { common }

    private var common: [String: JSONValue] {
        var body: [String: JSONValue] = [
            "name": .string(String(shipment.version.title.prefix(255))),
            "description": .string(description),
            "files": .array(
                files.enumerated().map { index, file in
                    .object([
                        "url": .string(file.url), "display_name": .string(shipment.version.title),
                        "extension": .string(Self.fileExtension(file.asset.fileName)),
                        "position": .integer(Int64(index)),
                    ])
                }),
        ]
        if let price = shipment.distribution.price {
            body["price"] = .integer(price.minorUnits)
            body["price_currency_type"] = .string(price.currency.lowercased())
        }
        return body
    }

    private var description: String {
        let paragraphs = [shipment.version.summary, shipment.brand.disclosure ?? ""].filter { !$0.isEmpty }
        return paragraphs.map { "<p>\(Self.escaped($0))</p>" }.joined()
    }

    private static func escaped(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
            .replacing("\"", with: "&quot;")
    }

    private static func fileExtension(_ name: String) -> String {
        name.lastIndex(of: ".").map { String(name[name.index(after: $0)...]) } ?? ""
    }
}
