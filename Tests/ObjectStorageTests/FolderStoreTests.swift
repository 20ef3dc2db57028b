import EventLoops
import Foundation
import Testing

@testable import ObjectStorage

@Suite(.timeLimit(.minutes(10))) struct FolderStoreTests {
    private let pool = ComputePool(name: "folder-test", threads: 4)

    private func withStore(_ body: (FolderStore, String) async throws -> Void) async throws {
        let path = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString).path
        defer { try? FileManager.default.removeItem(atPath: path) }
        try await body(try await FolderStore(path: path + "/objects", on: pool), path + "/objects")
    }

    @Test(arguments: Conformance.allCases)
    func conforms(to check: Conformance) async throws {
        try await withStore { store, path in
            try await check.run(on: store)
            #expect(
                try FileManager.default.contentsOfDirectory(atPath: path + "/~partial").isEmpty, "nothing is left over")
        }
    }

    @Test func aKeyIsNotAFolder() async throws {
        try await withStore { store, _ in
            _ = try await store.put(ObjectKey("a/b"), [1], mediaType: "a/b", ifAbsent: false)
            for key in ["a", "a/b/c"] {
                for ifAbsent in [true, false] {
                    let error = await #expect(throws: ObjectStoreError.self) {
                        let outcome = try await store.put(ObjectKey(key), [2], mediaType: "a/b", ifAbsent: ifAbsent)
                        if outcome == .alreadyPresent { throw ObjectStoreError(.unsupported, "\(key)") }
                    }
                    #expect(error?.code == .unsupported, "\(key)")
                }
            }
            #expect(try await store.head(ObjectKey("a")) == nil)
            #expect(try await store.get(ObjectKey("a/b"), maxBytes: 1) == [1])
        }
    }

    @Test func linksOutOfTheFolderAreNotFollowed() async throws {
        try await withStore { store, path in
            try FileManager.default.createSymbolicLink(atPath: path + "/out", withDestinationPath: "/etc/passwd")
            #expect(try await store.head(ObjectKey("out")) == nil)
            await #expect(throws: ObjectStoreError.self) {
                _ = try await store.get(ObjectKey("out"), maxBytes: 100_000)
            }
        }
    }

    @Test func aPlaceThatCannotBeMade() async throws {
        let error = await #expect(throws: ObjectStoreError.self) {
            _ = try await FolderStore(path: "/proc/presswork", on: pool)
        }
        #expect(error?.message.contains("/proc/presswork") == true)
    }

    @Test func noSpace() async throws {
        let path = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString).path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        guard shell("mount -t tmpfs -o size=200k tmpfs '\(path)' 2>/dev/null") == 0 else {
            withKnownIssue("a small file system can only be mounted by root", isIntermittent: true) {}
            return
        }
        defer { _ = shell("umount '\(path)'; rmdir '\(path)'") }
        let store = try await FolderStore(path: path, on: pool)
        let error = await #expect(throws: ObjectStoreError.self) {
            _ = try await store.put(
                ObjectKey("big"), [UInt8](repeating: 1, count: 1 << 20), mediaType: "a/b", ifAbsent: true)
        }
        #expect(error?.code == .noSpace && error?.message.contains(path) == true)
        #expect(try await store.head(ObjectKey("big")) == nil)
        #expect(try await store.put(ObjectKey("small"), [1], mediaType: "a/b", ifAbsent: true) == .created)
    }

    private func shell(_ command: String) -> CInt {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        process.arguments = ["-c", command]
        do { try process.run() } catch { return -1 }
        process.waitUntilExit()
        return process.terminationStatus
    }
}
