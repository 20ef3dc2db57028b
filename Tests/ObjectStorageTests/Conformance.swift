import Testing

@testable import ObjectStorage

/// What every store must do, whatever keeps the bytes. Each check keeps to keys of its own.
enum Conformance: String, CaseIterable, Sendable {
    case roundTrip, oddBytes, overwriting, createOnly, racingWriters, missing, deleting, sizeLimit, listing, large

    func run(on store: some ObjectStore) async throws {
        switch self {
        case .roundTrip: try await roundTrip(store)
        case .oddBytes: try await oddBytes(store)
        case .overwriting: try await overwriting(store)
        case .createOnly: try await createOnly(store)
        case .racingWriters: try await racingWriters(store)
        case .missing: try await missing(store)
        case .deleting: try await deleting(store)
        case .sizeLimit: try await sizeLimit(store)
        case .listing: try await listing(store)
        case .large: try await large(store)
        }
    }

    private func key(_ rest: String) throws -> ObjectKey { try ObjectKey("\(rawValue)/\(rest)") }

    private func roundTrip(_ store: some ObjectStore) async throws {
        for name in [
            "plain.txt", "deep/er/and/deeper.epub", "...", "UPPER_lower-0.9", String(repeating: "x", count: 255),
        ] {
            let bytes = Array("content of \(name)".utf8)
            #expect(try await store.put(key(name), bytes, mediaType: "text/plain", ifAbsent: false) == .created)
            #expect(try await store.get(key(name), maxBytes: 1000) == bytes)
            let info = try #require(try await store.head(key(name)))
            #expect(try info.size == bytes.count && info.key.text == key(name).text)
            #expect(info.mediaType == nil || info.mediaType == "text/plain")
        }
    }

    private func oddBytes(_ store: some ObjectStore) async throws {
        let cases: [[UInt8]] = [
            [], [0], [0x0d, 0x0a, 0x0d, 0x0a], (0...255).map { UInt8($0) }, [0x1f, 0x8b, 0x08], [0xff, 0xfe],
        ]
        for (number, bytes) in cases.enumerated() {
            _ = try await store.put(key("\(number)"), bytes, mediaType: "application/octet-stream", ifAbsent: true)
            #expect(try await store.get(key("\(number)"), maxBytes: 256) == bytes)
            #expect(try await store.head(key("\(number)"))?.size == bytes.count)
        }
    }

    private func overwriting(_ store: some ObjectStore) async throws {
        let key = try key("a")
        for size in [10, 3, 0, 100] {
            _ = try await store.put(
                key, [UInt8](repeating: UInt8(size), count: size), mediaType: "a/b", ifAbsent: false)
            #expect(try await store.get(key, maxBytes: 100).count == size)
        }
    }

    private func createOnly(_ store: some ObjectStore) async throws {
        let key = try key("a")
        #expect(try await store.put(key, [1], mediaType: "a/b", ifAbsent: true) == .created)
        #expect(try await store.put(key, [2], mediaType: "a/b", ifAbsent: true) == .alreadyPresent)
        #expect(try await store.get(key, maxBytes: 1) == [1])
        try await store.delete(key)
        #expect(try await store.put(key, [3], mediaType: "a/b", ifAbsent: true) == .created)
    }

    private func racingWriters(_ store: some ObjectStore) async throws {
        for round in 0..<5 {
            let key = try key("round\(round)")
            let winners = try await withThrowingTaskGroup(of: UInt8?.self) { group in
                for writer in 0..<UInt8(8) {
                    group.addTask {
                        let bytes = [UInt8](repeating: writer, count: 50_000)
                        return try await store.put(key, bytes, mediaType: "a/b", ifAbsent: true) == .created
                            ? writer : nil
                    }
                }
                var winners: [UInt8] = []
                for try await winner in group { if let winner { winners.append(winner) } }
                return winners
            }
            #expect(winners.count == 1)
            let bytes = try await store.get(key, maxBytes: 50_000)
            #expect(bytes == [UInt8](repeating: winners.first ?? 255, count: 50_000))
        }
    }

    private func missing(_ store: some ObjectStore) async throws {
        let key = try key("none")
        #expect(try await store.head(key) == nil)
        let error = await #expect(throws: ObjectStoreError.self) { _ = try await store.get(key, maxBytes: 10) }
        #expect(error?.code == .notFound && error?.message.contains("none") == true)
    }

    private func deleting(_ store: some ObjectStore) async throws {
        let key = try key("a/b")
        _ = try await store.put(key, [1], mediaType: "a/b", ifAbsent: false)
        try await store.delete(key)
        try await store.delete(key)
        #expect(try await store.head(key) == nil)
        try await store.delete(try self.key("never/was"))
    }

    private func sizeLimit(_ store: some ObjectStore) async throws {
        let key = try key("a")
        _ = try await store.put(key, [1, 2, 3], mediaType: "a/b", ifAbsent: false)
        #expect(try await store.get(key, maxBytes: 3).count == 3)
        let error = await #expect(throws: ObjectStoreError.self) { _ = try await store.get(key, maxBytes: 2) }
        #expect(error?.code == .tooLarge)
    }

    private func listing(_ store: some ObjectStore) async throws {
        let names = ["a", "a-b", "a.b", "a1/x", "a1/y/z", "a0", "b/c", "b/d", "c"]
        for name in names { _ = try await store.put(key(name), [1, 2], mediaType: "a/b", ifAbsent: false) }
        let all = try await pages(store, prefix: "\(rawValue)/", limit: 4)
        #expect(
            all.map(\.key.text)
                == names.map { "\(rawValue)/\($0)" }.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
        #expect(all.allSatisfy { $0.size == 2 })
        #expect(
            try await pages(store, prefix: "\(rawValue)/b/", limit: 1).map(\.key.text) == [
                "listing/b/c", "listing/b/d",
            ])
        #expect(
            try await pages(store, prefix: "\(rawValue)/a1", limit: 9).map(\.key.text) == [
                "listing/a1/x", "listing/a1/y/z",
            ])
        #expect(try await pages(store, prefix: "no/such", limit: 9).isEmpty)
        let error = await #expect(throws: ObjectStoreError.self) {
            _ = try await store.list(prefix: "../", after: nil, limit: 1)
        }
        #expect(error?.code == .invalidKey)
    }

    private func pages(_ store: some ObjectStore, prefix: String, limit: Int) async throws -> [ObjectInfo] {
        var found: [ObjectInfo] = []
        var cursor: String?
        repeat {
            let page = try await store.list(prefix: prefix, after: cursor, limit: limit)
            #expect(page.objects.count <= limit)
            found += page.objects
            cursor = page.next
        } while cursor != nil
        return found
    }

    private func large(_ store: some ObjectStore) async throws {
        let bytes = (0..<20_000_000).map { UInt8(truncatingIfNeeded: $0 &* 2_654_435_761 >> 11) }
        #expect(try await store.put(key("20MB"), bytes, mediaType: "a/b", ifAbsent: true) == .created)
        #expect(try await store.get(key("20MB"), maxBytes: 20_000_000) == bytes)
    }
}
