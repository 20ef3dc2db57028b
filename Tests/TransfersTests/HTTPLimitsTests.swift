import EventLoops
import Foundation
import Glibc
import Testing

@testable import Transfers

@Suite(.timeLimit(.minutes(10))) struct HTTPLimitsTests {
    /// Sends 300 MB, with or without saying so.
    private func flood(announced: Bool, sent: Locked<Int> = Locked(0)) -> LoopbackServer {
        LoopbackServer { peer in
            _ = peer.readRequest()
            peer.write("HTTP/1.1 200 OK\r\n\(announced ? "Content-Length: 300000000\r\n" : "")\r\n")
            let piece = [UInt8](repeating: 65, count: 1_000_000)
            for _ in 0..<300 {
                guard peer.write(piece) else { return }
                sent.withLock { $0 += piece.count }
            }
        }
    }

    @Test(arguments: [true, false])
    func aHugeBodyIsCut(announced: Bool) async {
        let sent = Locked(0)
        let server = flood(announced: announced, sent: sent)
        let error = await failure {
            try await client().execute(HTTPRequest(.get, server.url, limits: HTTPLimits(bodyBytes: 1 << 20)))
        }
        #expect(error?.code == .bodyTooLarge)
        #expect(error?.message.contains("1048576") == true)
        #expect(sent.withLock { $0 } < 30_000_000)
    }

    @Test func aStreamIsCutToo() async {
        let server = flood(announced: false)
        let read = Locked(0)
        let error = await failure {
            try await client().withResponse(to: HTTPRequest(.get, server.url, limits: HTTPLimits(bodyBytes: 5_000_000)))
            { _, body in
                for try await piece in body { read.withLock { $0 += piece.count } }
            }
        }
        #expect(error?.code == .bodyTooLarge, "\(String(describing: error))")
        #expect(read.withLock { $0 } <= 5_000_000)
    }

    /// 100 MB of zeros in a tenth of a megabyte of gzip.
    @Test func aGzipBombIsBounded() async throws {
        let bomb = try gzipOfZeros(megabytes: 100)
        let server = LoopbackServer { peer in
            _ = peer.readRequest()
            peer.write("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: \(bomb.count)\r\n\r\n")
            peer.write(bomb)
        }
        let error = await failure {
            try await client().execute(HTTPRequest(.get, server.url, limits: HTTPLimits(bodyBytes: 10 << 20)))
        }
        #expect(error?.code == .bodyTooLarge && error?.requestMayHaveBeenSent == true)
    }

    @Test func gzipIsDecodedWithinTheLimit() async throws {
        let packed = try gzipOfZeros(megabytes: 2)
        let server = LoopbackServer { peer in
            while let request = peer.readRequest() {
                let offered = request.headers["accept-encoding"] ?? ""
                let coding =
                    offered.contains("gzip") && offered.contains("br") && offered.contains("zstd") ? "gzip" : "identity"
                peer.write("HTTP/1.1 200 OK\r\nContent-Encoding: \(coding)\r\nContent-Length: \(packed.count)\r\n\r\n")
                peer.write(packed)
            }
        }
        let decoded = try await client().execute(HTTPRequest(.get, server.url))
        #expect(decoded.body.count == 2 << 20 && !decoded.body.contains { $0 != 0 })
        let raw = try await client().execute(HTTPRequest(.get, server.url, acceptsCompression: false))
        #expect(raw.body == packed)
    }

    @Test func endlessHeadersAreCut() async {
        let server = LoopbackServer { peer in
            _ = peer.readRequest()
            peer.write("HTTP/1.1 200 OK\r\n")
            while peer.write("X-Header: \(String(repeating: "y", count: 1000))\r\n") {}
        }
        let error = await failure { try await client().execute(HTTPRequest(.get, server.url)) }
        #expect(error?.code == .bodyTooLarge || error?.code == .protocolViolation)
    }

    /// A slow reader pauses the transfer instead of filling memory, and gets every byte.
    @Test func aSlowReaderGetsEverything() async throws {
        let server = flood(announced: true)
        let total = try await client().withResponse(
            to: HTTPRequest(.get, server.url, limits: HTTPLimits(bodyBytes: 1 << 30))
        ) { head, body in
            var total = 0
            for try await piece in body {
                #expect(piece.count < 1 << 20)
                total += piece.count
                if total < 3_000_000 { try await Task.sleep(for: .milliseconds(2)) }
            }
            return total
        }
        #expect(total == 300_000_000)
    }

    @Test func aReaderMayStopEarly() async throws {
        let server = flood(announced: true)
        let first = try await client().withResponse(
            to: HTTPRequest(.get, server.url, limits: HTTPLimits(bodyBytes: 1 << 30))
        ) { _, body in
            for try await piece in body { return piece.count }
            return 0
        }
        #expect(first > 0)
    }

    @Test func noMoreThanSoManyToAHost() async throws {
        let (active, most) = (Locked(0), Locked(0))
        let server = LoopbackServer { peer in
            while peer.readRequest() != nil {
                let now = active.withLock { value in
                    value += 1
                    return value
                }
                most.withLock { $0 = max($0, now) }
                usleep(5000)
                active.withLock { $0 -= 1 }
                peer.write(answer("ok"))
            }
        }
        let client = client(maxInFlight: 100, maxPerHost: 3)
        try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<60 { group.addTask { try await client.execute(HTTPRequest(.get, server.url)).status } }
            for try await status in group { #expect(status == 200) }
        }
        #expect(most.withLock { $0 } == 3)
    }

    @Test func whoWaitsTooLongWasNotSent() async throws {
        let server = LoopbackServer { peer in
            _ = peer.readRequest()
            peer.waitForClose()
        }
        let client = client(maxPerHost: 1)
        let first = Task { await failure { try await client.execute(HTTPRequest(.get, server.url)) } }
        while await client.turnstile.isIdle { await Task.yield() }
        let second = await failure {
            try await client.execute(HTTPRequest(.get, server.url, limits: HTTPLimits(total: .milliseconds(100))))
        }
        #expect(second?.code == .timeout && second?.requestMayHaveBeenSent == false)
        let third = Task { await failure { try await client.execute(HTTPRequest(.get, server.url)) } }
        third.cancel()
        #expect(await third.value?.code == .cancelled)
        first.cancel()
        #expect(await first.value?.code == .cancelled)
    }

    private func gzipOfZeros(megabytes: Int) throws -> [UInt8] {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        process.arguments = ["-c", "head -c \(megabytes << 20) /dev/zero | gzip -1"]
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let bytes = try pipe.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return [UInt8](bytes)
    }
}
