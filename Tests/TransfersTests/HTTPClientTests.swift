import EventLoops
import Foundation
import Testing

@testable import Transfers

@Suite(.timeLimit(.minutes(10))) struct HTTPClientTests {
    @Test func answersAndEchoes() async throws {
        let server = LoopbackServer.http { request in
            answer(
                "\(request.method) \(request.path) \(String(decoding: request.body, as: UTF8.self))",
                headers: "X-One: 1\r\nX-One: 2\r\nX-Expect: \(request.headers["expect"] ?? "none")\r\n")
        }
        let client = client()
        let got = try await client.execute(HTTPRequest(.get, server.url + "/a/../b?x=1"))
        #expect(got.status == 200 && String(decoding: got.body, as: UTF8.self) == "GET /a/../b?x=1 ")
        #expect(got.headers.values(of: "x-one") == ["1", "2"] && got.remoteAddress == "127.0.0.1")
        let large = [UInt8](repeating: 120, count: 2 << 20)
        for method in [HTTPMethod.post, .put, .patch, .delete] {
            let posted = try await client.execute(HTTPRequest(method, server.url + "/p", body: .bytes(large)))
            #expect(posted.body.count == large.count + method.rawValue.count + 4)
            #expect(posted.headers["X-Expect"] == "none")
        }
        let head = try await client.execute(HTTPRequest(.head, server.url + "/h"))
        #expect(head.status == 200 && head.body.isEmpty)
    }

    @Test func sendsAFileAndWritesOne() async throws {
        let server = LoopbackServer { peer in
            while let request = peer.readRequest() {
                peer.write("HTTP/1.1 200 OK\r\nContent-Length: \(request.body.count)\r\n\r\n")
                peer.write(request.body)
            }
        }
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString).path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let content = Data((0..<3_000_000).map { UInt8(truncatingIfNeeded: $0 &* 31) })
        try content.write(to: URL(fileURLWithPath: folder + "/in"))
        let request = HTTPRequest(.put, server.url, body: .file(path: folder + "/in"))
        let head = try await client().download(request, to: folder + "/out")
        #expect(head.status == 200)
        #expect(try Data(contentsOf: URL(fileURLWithPath: folder + "/out")) == content)

        let missing = await failure {
            try await client().execute(HTTPRequest(.put, server.url, body: .file(path: folder + "/no")))
        }
        #expect(missing?.code == .invalidRequest && missing?.requestMayHaveBeenSent == false)
    }

    @Test func aRefusedConnectionIsNotSent() async {
        let server = LoopbackServer { _ in }
        server.stop()
        let error = await failure { try await client().execute(HTTPRequest(.post, "\(server.url)/x?key=hunter2")) }
        #expect(error?.code == .connect && error?.requestMayHaveBeenSent == false)
        #expect(error?.message.contains("hunter2") == false && error?.message.contains("/x") == true)
        let unknown = await failure { try await client().execute(HTTPRequest(.post, "http://no.such.host.invalid/")) }
        #expect(unknown?.code == .resolve && unknown?.requestMayHaveBeenSent == false)
    }

    @Test func aTimeoutAfterSendingMayHaveBeenSent() async {
        let server = LoopbackServer { peer in
            _ = peer.readRequest()
            peer.waitForClose()
        }
        let error = await failure {
            try await client().execute(HTTPRequest(.post, server.url, limits: HTTPLimits(total: .seconds(4))))
        }
        #expect(error?.code == .timeout && error?.requestMayHaveBeenSent == true)
    }

    @Test func aHandshakeThatFailsIsNotSent() async {
        let server = LoopbackServer { peer in
            _ = peer.read(1)
            peer.write("this is not TLS\r\n")
        }
        let error = await failure {
            try await client().execute(HTTPRequest(.post, "https://127.0.0.1:\(server.port)/"))
        }
        #expect(error?.code == .tls && error?.requestMayHaveBeenSent == false)
    }

    @Test func aSlowDripIsCutOff() async {
        let server = LoopbackServer { peer in
            _ = peer.readRequest()
            peer.write("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n")
            while peer.write("x") { usleep(50_000) }
        }
        let limits = HTTPLimits(total: .seconds(30), lowSpeedTime: .seconds(1), lowSpeedBytesPerSecond: 1000)
        let error = await failure { try await client().execute(HTTPRequest(.get, server.url, limits: limits)) }
        #expect(error?.code == .timeout)
    }

    @Test func aBodyThatEndsEarlyIsPartial() async {
        let server = LoopbackServer { peer in
            _ = peer.readRequest()
            peer.write("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nshort")
        }
        let error = await failure { try await client().execute(HTTPRequest(.get, server.url)) }
        #expect(error?.code == .partial && error?.requestMayHaveBeenSent == true)
    }

    @Test func cancellationClosesTheConnection() async throws {
        let (closed, signal) = AsyncStream.makeStream(of: Void.self)
        let (begun, begin) = AsyncStream.makeStream(of: Void.self)
        let server = LoopbackServer { peer in
            _ = peer.readRequest()
            begin.yield()
            peer.waitForClose()
            signal.yield()
        }
        let client = client()
        let task = Task { await failure { try await client.execute(HTTPRequest(.get, server.url)) } }
        for await _ in begun { break }
        task.cancel()
        #expect(await task.value?.code == .cancelled)
        for await _ in closed { break }
    }

    @Test func headersThatBreakLinesAreRefused() async {
        for headers in [["X-A": "1\r\nX-B: 2"], ["X A": "1"], ["": "1"], ["Host": "other"], ["Content-Length": "3"]]
            as [HTTPHeaders]
        {
            let error = await failure {
                try await client().execute(HTTPRequest(.get, "http://127.0.0.1:1/", headers: headers))
            }
            #expect(error?.code == .invalidRequest && error?.requestMayHaveBeenSent == false)
        }
    }

    /// A kept connection that died must not make a POST go out twice, nor fail one that could still be sent once.
    @Test func aPostIsSentAtMostOnce() async throws {
        let posts = Locked(0)
        let server = LoopbackServer { peer in
            guard let request = peer.readRequest() else { return }
            if request.method == "POST" { posts.withLock { $0 += 1 } }
            peer.write(answer("once"))
            // The connection looks kept, and is closed when the next request arrives.
            if peer.readLine() != nil { posts.withLock { $0 += 100 } }
        }
        let client = client()
        for _ in 0..<3 {
            _ = try await client.execute(HTTPRequest(.get, server.url))
            _ = try await client.execute(HTTPRequest(.post, server.url, body: .bytes([1])))
        }
        #expect(posts.withLock { $0 } % 100 == 3)
    }
}
