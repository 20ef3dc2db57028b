import Catalog
import ObjectStorage
import Pipelines

extension OutputStore {
    /// Large outputs beside the assets, under the same addresses.
    init(objects: any ObjectStore) {
        self.init(
            put: { bytes in
                let digest = Digest(of: bytes)
                _ = try await objects.put(
                    try AssetStore.objectKey(digest), bytes, mediaType: "application/json", ifAbsent: true)
                return digest
            },
            get: { digest, limit in try await objects.get(try AssetStore.objectKey(digest), maxBytes: limit) })
    }
}
