package import Pipelines

extension MemoryRecord {
    func bundleFile(_ path: String) throws -> [UInt8] {
        note(.bundleFile(path))
        guard let bytes = bundle[path] else {
            throw StageError(
                code: "bundle.missing", message: "The bundle holds no file `\(path)`.", disposition: .discard)
        }
        return bytes
    }

    func bundleFiles(under folder: String) -> [String] {
        note(.bundleFiles(under: folder))
        guard !folder.isEmpty, folder != "." else { return bundle.keys.sorted() }
        let prefix = folder.hasSuffix("/") ? folder : folder + "/"
        return bundle.keys.filter { $0.hasPrefix(prefix) }.sorted()
    }

    func store(_ bytes: [UInt8], mediaType: String, role: AssetRole, fileName: String) -> AssetReference {
        let digest = Digest(of: bytes)
        blobs[digest] = bytes
        note(.stored(digest, role, fileName: fileName))
        return AssetReference(
            digest: digest, mediaType: mediaType, role: role, fileName: fileName, byteCount: bytes.count)
    }

    func load(_ digest: Digest, limit: Int) throws -> [UInt8] {
        note(.loaded(digest))
        guard let bytes = blobs[digest] else {
            throw StageError(
                code: "asset.missing", message: "No stored bytes have the address \(digest).", disposition: .discard)
        }
        guard bytes.count <= limit else {
            throw StageError(
                code: "asset.tooLarge", message: "The asset \(digest) has \(bytes.count) bytes, more than \(limit).",
                disposition: .discard)
        }
        return bytes
    }

    /// Stores a manuscript the way `generate` does: canonical JSON as a `text` asset.
    package func store(_ manuscript: Manuscript) throws -> ManuscriptReference {
        let bytes = try JSONValue(encoding: manuscript).canonicalBytes()
        let asset = store(bytes, mediaType: "application/json", role: .text, fileName: "manuscript.json")
        return ManuscriptReference(digest: asset.digest, title: manuscript.title, subtitle: manuscript.subtitle)
    }

    func keep(_ state: JSONValue, of job: JobReference) {
        note(.checkpoint(state))
        checkpoints[job.id] = state
    }
}
