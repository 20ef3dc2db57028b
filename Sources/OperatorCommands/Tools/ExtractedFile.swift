import Foundation
import Pipelines
import Scraping

/// A page as `extract --json` prints it: the file's stem beside the page's own members.
struct ExtractedFile: Encodable, Sendable {
    let id: String
    var page: ExtractedPage

    private enum Keys: String, CodingKey { case id }

    func encode(to encoder: any Encoder) throws {
        try page.encode(to: encoder)
        var container = encoder.container(keyedBy: Keys.self)
        try container.encode(id, forKey: .id)
    }

    /// The line of a folder's listing: what `JSONPrinter` prints of it, in a third of the time.
    func line() throws -> [UInt8] {
        var members = page.json
        members["id"] = .string(id)
        return try JSONValue.object(members).canonicalBytes() + [0x0A]
    }
}

extension ExtractedPage {
    /// The members that its encoding has.
    fileprivate var json: [String: JSONValue] {
        var members: [String: JSONValue] = [
            "text": .string(text), "markdown": .string(markdown), "kind": .string(kind.rawValue),
            "images": .array(images.map { .object(["url": .string($0.url), "alt": .string($0.alt)]) }),
            "tags": .array(tags.map { .string($0) }), "readingMinutes": .integer(Int64(readingMinutes)),
            "quality": .number(quality),
            "provenance": .object(provenance.mapValues(\.json)),
        ]
        let optional = [
            "title": title, "author": author, "date": date, "language": language, "url": url, "site": site,
            "description": description, "image": image, "comments": comments, "modified": modified,
            "licence": licence,
        ]
        for case (let name, let value?) in optional { members[name] = .string(value) }
        return members
    }
}

extension Scraping.Provenance {
    /// The digits of the shorter number: as a double, 0.95 would be 0.949999988079071.
    fileprivate var json: JSONValue {
        .object(["source": .string(source.rawValue), "confidence": .number(Double("\(confidence)") ?? 0)])
    }
}

/// A page's text blocks as `extract --blocks` prints them.
struct BlocksOfFile: Encodable, Sendable {
    let id: String
    let page: PageBlocks
}
