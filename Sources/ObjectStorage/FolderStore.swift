package import EventLoops

/// Objects as files below a folder. A file is written beside its place, made durable and then linked or renamed into
/// it, so that a reader never sees a part and a crash leaves nothing but a file in `~partial`.
///
/// Media types are not kept. A key cannot be both an object and the beginning of other keys.
package struct FolderStore: ObjectStore {
    private let folder: StoreFolder
    private let pool: ComputePool

    /// Makes the folder if need be.
    /// - Throws: `ObjectStoreError` if it cannot be made or written to.
    package init(path: String, on pool: ComputePool) async throws(ObjectStoreError) {
        self.pool = pool
        folder = StoreFolder(path: path)
        let folder = folder
        try await Self.run(on: pool) { () throws(ObjectStoreError) in try folder.prepare() }
    }

    /// See `ObjectStore`. The bytes and their name are durable when it returns.
    package func put(
        _ key: ObjectKey, _ bytes: [UInt8], mediaType: String, ifAbsent: Bool
    ) async throws(ObjectStoreError) -> PutOutcome {
        try await run { folder throws(ObjectStoreError) in try folder.write(key, bytes, ifAbsent: ifAbsent) }
    }

    /// See `ObjectStore`.
    package func get(_ key: ObjectKey, maxBytes: Int) async throws(ObjectStoreError) -> [UInt8] {
        try await run { folder throws(ObjectStoreError) in try folder.read(key, maxBytes: maxBytes) }
    }

    /// See `ObjectStore`. The media type is not kept.
    package func head(_ key: ObjectKey) async throws(ObjectStoreError) -> ObjectInfo? {
        try await run { folder throws(ObjectStoreError) in
            try folder.size(key).map { ObjectInfo(key: key, size: $0, mediaType: nil) }
        }
    }

    /// See `ObjectStore`.
    package func delete(_ key: ObjectKey) async throws(ObjectStoreError) {
        try await run { folder throws(ObjectStoreError) in try folder.remove(key) }
    }

    /// See `ObjectStore`.
    package func list(
        prefix: String, after cursor: String?, limit: Int
    ) async throws(ObjectStoreError) -> ObjectPage {
        guard ObjectKey.isPrefix(prefix) else {
            throw ObjectStoreError(.invalidKey, "\(prefix.prefix(100).debugDescription) cannot begin an object key")
        }
        let limit = min(max(limit, 1), 1000)
        return try await run { folder throws(ObjectStoreError) in
            try folder.list(prefix: prefix, after: cursor, limit: limit)
        }
    }

    /// See `ObjectStore`. Files have no such links.
    package func presign(_ key: ObjectKey, expires: Duration) throws(ObjectStoreError) -> String? { nil }

    private func run<Output: Sendable>(
        _ work: @escaping @Sendable (StoreFolder) throws(ObjectStoreError) -> Output
    ) async throws(ObjectStoreError) -> Output {
        let folder = folder
        return try await Self.run(on: pool) { () throws(ObjectStoreError) in try work(folder) }
    }

    private static func run<Output: Sendable>(
        on pool: ComputePool, _ work: @escaping @Sendable () throws(ObjectStoreError) -> Output
    ) async throws(ObjectStoreError) -> Output {
        do {
            return try await pool.run { try work() }
        } catch let error as ObjectStoreError {
            throw error
        } catch is CancellationError {
            throw ObjectStoreError(.cancelled, "the object store was not reached: the task was cancelled")
        } catch {
            throw ObjectStoreError(.unavailable, "the object store was not reached: \(error)", underlying: error)
        }
    }
}
