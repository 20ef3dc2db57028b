/// Reads the answer to ListObjectsV2.
enum ObjectList {
    /// Keys outside our grammar, which others put there, are left out.
    static func read(
        _ body: [UInt8], droppingPrefix prefix: String, named name: String
    ) throws(ObjectStoreError) -> ObjectPage {
        let text = String(decoding: body, as: UTF8.self)
        guard text.contains("<ListBucketResult") else {
            throw ObjectStoreError(.unexpected, "\(name): the answer is not a list")
        }
        var objects: [ObjectInfo] = []
        var last: String?
        for entry in XMLElements(text[...]).all("Contents") {
            guard let key = entry.first("Key"), let size = entry.first("Size").flatMap({ Int($0) }) else {
                throw ObjectStoreError(.unexpected, "\(name): an entry has no key or no size")
            }
            guard key.hasPrefix(prefix) else { continue }
            let rest = String(key.dropFirst(prefix.count))
            last = rest
            do throws(ObjectStoreError) {
                objects.append(ObjectInfo(key: try ObjectKey(rest), size: size, mediaType: nil))
            } catch { continue }
        }
        let isTruncated = XMLElements(text[...]).first("IsTruncated") == "true"
        return ObjectPage(objects: objects, next: isTruncated ? last : nil)
    }
}
