import Scraping

/// A page as `extract --json` prints it: the file's stem beside the page's own members.
struct ExtractedFile: Encodable, Sendable {
    let id: String
    let page: ExtractedPage

    private enum Keys: String, CodingKey { case id }

    func encode(to encoder: any Encoder) throws {
        try page.encode(to: encoder)
        var container = encoder.container(keyedBy: Keys.self)
        try container.encode(id, forKey: .id)
    }
}

/// A page's text blocks as `extract --blocks` prints them.
struct BlocksOfFile: Encodable, Sendable {
    let id: String
    let page: PageBlocks
}
