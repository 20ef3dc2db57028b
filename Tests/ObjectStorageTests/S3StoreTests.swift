import EventLoops
import Foundation
import Testing
import Transfers

@testable import ObjectStorage

@Suite(
    .enabled(if: S3Server.missingPackage == nil, "Debian's \(S3Server.missingPackage ?? "") is not installed"),
    .s3Server,
    .timeLimit(.minutes(10)))
struct S3StoreTests {
    private static let http = HTTPClient(on: EventLoop(name: "s3-test"), pool: ComputePool(name: "s3-test", threads: 1))

    private func store(secret: String? = nil, bucket: String = "conformance", prefix: String = "") throws -> S3Store {
        let address = try #require(S3Server.address)
        return S3Store(
            try BucketLocation(.s3, bucket: bucket, prefix: prefix, endpoint: address.endpoint),
            credentials: StorageCredentials(accessKey: address.accessKey, secret: secret ?? address.secret),
            over: Self.http)
    }

    /// Presswork itself makes no buckets.
    private func makeBucket(_ name: String) async throws {
        let store = try store(bucket: name)
        _ = try await store.send(S3Call(.put, name: "bucket", path: store.location.path))
    }

    @Test(arguments: Conformance.allCases, ["", "tenants/one"])
    func conforms(to check: Conformance, under prefix: String) async throws {
        let bucket = "\(check.rawValue.lowercased())\(prefix.utf8.count)"
        try await makeBucket(bucket)
        try await check.run(on: store(bucket: bucket, prefix: prefix))
    }

    @Test func aPrefixIsAWorldOfItsOwn() async throws {
        try await makeBucket("prefixes")
        let (one, all) = (try store(bucket: "prefixes", prefix: "p/one"), try store(bucket: "prefixes"))
        _ = try await one.put(ObjectKey("k"), [1], mediaType: "a/b", ifAbsent: true)
        #expect(try await all.head(ObjectKey("p/one/k"))?.size == 1)
        #expect(try await one.list(prefix: "", after: nil, limit: 10).objects.map(\.key.text) == ["k"])
        #expect(
            try await store(bucket: "prefixes", prefix: "p/two").list(prefix: "", after: nil, limit: 10).objects.isEmpty
        )
    }

    @Test func aWrongSecretIsRefusedClearly() async throws {
        try await makeBucket("locked")
        let store = try store(secret: "hunter2", bucket: "locked")
        let key = try ObjectKey("k")
        let calls: [@Sendable () async throws -> Void] = [
            { _ = try await store.put(key, [1], mediaType: "a/b", ifAbsent: true) },
            { _ = try await store.get(key, maxBytes: 1) },
            { _ = try await store.head(key) }, { try await store.delete(key) },
            { _ = try await store.list(prefix: "", after: nil, limit: 1) },
        ]
        for call in calls {
            let error = await #expect(throws: ObjectStoreError.self) { try await call() }
            #expect(error?.code == .forbidden && error?.message.contains("hunter2") == false)
            #expect(error?.message.contains("bucket locked at http://127.0.0.1:") == true)
        }
    }

    @Test func noSuchBucket() async throws {
        let store = try store(bucket: "nowhere")
        let error = await #expect(throws: ObjectStoreError.self) {
            _ = try await store.put(ObjectKey("k"), [1], mediaType: "a/b", ifAbsent: true)
        }
        #expect(error?.message.contains("nowhere") == true && error?.code == .unsupported)
    }

    @Test func aPresignedLinkWorksForAnyone() async throws {
        try await makeBucket("links")
        let store = try store(bucket: "links", prefix: "p")
        _ = try await store.put(ObjectKey("a/b.txt"), Array("shared".utf8), mediaType: "text/plain", ifAbsent: false)
        let link = try #require(try store.presign(ObjectKey("a/b.txt"), expires: .seconds(60)))
        let got = try await Self.http.execute(HTTPRequest(.get, link, addressPolicy: .any))
        #expect(got.status == 200 && String(decoding: got.body, as: UTF8.self) == "shared")
        let tampered = link.replacing("b.txt", with: "c.txt")
        #expect(try await Self.http.execute(HTTPRequest(.get, tampered, addressPolicy: .any)).status == 403)
        #expect(throws: ObjectStoreError.self) { try store.presign(ObjectKey("a"), expires: .seconds(8 * 86400)) }
    }

    /// Objects that others put there under names that are no keys of ours.
    @Test func foreignKeysAreLeftOut() async throws {
        try await makeBucket("foreign")
        let store = try store(bucket: "foreign")
        for name in ["a b&<c>.txt", "dt=2026/x", "日本/é", "ok", "~a*'()!@:$,;&?#%20[]"] {
            _ = try await store.send(S3Call(.put, name: name, path: "/foreign/\(name)", body: [1]))
        }
        var found: [String] = []
        var cursor: String?
        repeat {
            let page = try await store.list(prefix: "", after: cursor, limit: 1)
            found += page.objects.map(\.key.text)
            cursor = page.next
        } while cursor != nil
        #expect(found == ["ok"])
    }

    @Test func aServiceThatIsDownIsUnavailable() async throws {
        let store = S3Store(
            try BucketLocation(.s3, bucket: "books", endpoint: "http://127.0.0.1:1"),
            credentials: StorageCredentials(accessKey: "k", secret: "s"), over: Self.http)
        let error = await #expect(throws: ObjectStoreError.self) { _ = try await store.head(ObjectKey("k")) }
        #expect(error?.code == .unavailable && error?.message.contains("127.0.0.1:1") == true)
    }
}
