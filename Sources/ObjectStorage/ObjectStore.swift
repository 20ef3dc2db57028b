/// Where assets and documents are kept, by key. Objects are whole: a reader sees the bytes of one write or none.
package protocol ObjectStore: Sendable {
    /// Stores `bytes` durably under `key`.
    ///
    /// With `ifAbsent`, of any number of writers exactly one gets `created` and the object keeps that one's bytes;
    /// without it, the last writer wins. Such a write is not repeated by itself: `unknownOutcome` may have created it.
    /// - Throws: `ObjectStoreError`.
    func put(
        _ key: ObjectKey, _ bytes: [UInt8], mediaType: String, ifAbsent: Bool
    ) async throws(ObjectStoreError) -> PutOutcome

    /// The bytes of an object of up to `maxBytes`.
    /// - Throws: `ObjectStoreError` with `notFound` or `tooLarge`, among others.
    func get(_ key: ObjectKey, maxBytes: Int) async throws(ObjectStoreError) -> [UInt8]

    /// What is known of an object without reading it; nil if there is none.
    func head(_ key: ObjectKey) async throws(ObjectStoreError) -> ObjectInfo?

    /// Removes an object; that there is none is no error.
    func delete(_ key: ObjectKey) async throws(ObjectStoreError)

    /// Up to `limit` (at most 1,000) objects whose keys begin with `prefix`, in the order of their bytes, that come
    /// after `cursor`: nil at first, then the page's `next`.
    func list(prefix: String, after cursor: String?, limit: Int) async throws(ObjectStoreError) -> ObjectPage

    /// A URL that lets anyone read the object for so long (up to seven days); nil if the store has no such thing.
    func presign(_ key: ObjectKey, expires: Duration) throws(ObjectStoreError) -> String?
}
