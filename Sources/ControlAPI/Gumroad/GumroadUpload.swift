/// A file on its way to the stand-in, or there.
struct GumroadUpload: Codable, Sendable, Equatable {
    let fileName: String
    let size: Int
    /// `attachments/<seller>/…`
    let key: String
    /// ETags of the parts that arrived, by number from 1.
    var parts: [Int: String] = [:]
    var partCount: Int
    var isComplete = false

    /// The host can never be reached, should anybody follow it.
    var url: String { "https://gumroad.invalid/\(key)" }
}

/// A picture on its way to the stand-in, or there.
struct GumroadPicture: Codable, Sendable, Equatable {
    let fileName: String
    let size: Int
    /// MD5 in Base64.
    let checksum: String
    let contentType: String
    var isStored = false
}
