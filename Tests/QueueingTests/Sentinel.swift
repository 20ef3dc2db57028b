import EventLoops
import Foundation
import LocalServers
import PressworkTestSupport
import Redis
import Testing

/// A redis-server that watches another.
enum Sentinel {
    static func with(primaryPort: Int, on loop: EventLoop, _ body: (Int) async throws -> Void) async throws {
        let port = Int.random(in: 15_000..<20_000)
        let folder = FileManager.default.temporaryDirectory.appending(
            path: "pw-sentinel-\(UUID().uuidString.prefix(8))")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appending(path: "sentinel.conf")
        let lines = [
            "port \(port)", "bind 127.0.0.1", "dir \(folder.path)", "sentinel monitor main 127.0.0.1 \(primaryPort) 1",
            "sentinel down-after-milliseconds main 300", "sentinel failover-timeout main 2000",
        ]
        try Data(lines.joined(separator: "\n").utf8).write(to: file)
        let child = try await ChildProcess(.init("/usr/bin/redis-server", [file.path, "--sentinel"]), on: loop)
        do { try await body(port) } catch {
            try await child.stop()
            throw error
        }
        try await child.stop()
    }

    /// It promotes only replicas that it has heard of.
    static func seesReplica(_ port: Int, on loop: EventLoop) async throws {
        let client = RedisClient(try RedisEndpoint("redis://127.0.0.1:\(port)"), on: loop)
        let deadline = ContinuousClock.now + .patience
        while true {
            let master = try await client.send(RedisCommand("SENTINEL", "MASTER", "main")).stringMap
            if master["num-slaves"].map({ String(decoding: $0, as: UTF8.self) }) == "1" { break }
            try #require(.now < deadline, "the sentinel hears of no replica")
            try await Task.sleep(for: .milliseconds(100))
        }
        await client.close()
    }
}
