import Foundation
import Testing

/// A real radosgw for the tests of a suite, started by `ops/s3-server.sh` and ended with it.
struct S3Server: SuiteTrait, TestScoping {
    struct Address: Sendable {
        let endpoint: String
        let accessKey: String
        let secret: String
    }

    @TaskLocal static var address: Address?

    // The folder of the tests may be a link.
    private static let script = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("ops/s3-server.sh").path

    /// What is missing for it; nil if nothing is.
    static var missingPackage: String? {
        let needed = [
            ("radosgw", "radosgw"), ("ceph-mon", "ceph-mon"), ("ceph-osd", "ceph-osd"), ("ceph", "ceph-common"),
        ]
        return needed.first { !FileManager.default.isExecutableFile(atPath: "/usr/bin/\($0.0)") }?.1
    }

    func provideScope(
        for test: Test, testCase: Test.Case?, performing function: @concurrent @Sendable () async throws -> Void
    ) async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString).path
        // On a busy machine Ceph's monitor sometimes refuses its first storage daemon; a second cluster then does.
        var lines: [String] = []
        for _ in 0..<3 where lines.count != 3 {
            lines = try Self.run("start", folder).split(separator: "\n").map(String.init)
        }
        defer { _ = try? Self.run("stop", folder) }
        try #require(lines.count == 3, "ops/s3-server.sh did not start: \(lines)")
        let address = Address(endpoint: lines[0], accessKey: lines[1], secret: lines[2])
        try await Self.$address.withValue(address) { try await function() }
    }

    private static func run(_ verb: String, _ folder: String) throws -> String {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/bash")
        process.arguments = [script, verb, folder]
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let text = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return String(decoding: text, as: UTF8.self)
    }
}

extension Trait where Self == S3Server {
    static var s3Server: S3Server { S3Server() }
}
