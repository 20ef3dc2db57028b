extension NewVersion {
    /// SHA-256 over the assets in an order of their own: equal files give equal digests, whoever made them.
    package func digest() throws -> Digest {
        let lines = assets.map { asset in
            [asset.role.rawValue, asset.fileName, asset.mediaType, asset.digest.hex]
        }
        let sorted = lines.sorted { $0.lexicographicallyPrecedes($1) }
        return try JSONValue.array(sorted.map { .array($0.map(JSONValue.string)) }).digest()
    }
}
