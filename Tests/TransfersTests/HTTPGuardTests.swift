import EventLoops
import Testing

@testable import Transfers

/// The guard against requests to our own network, and what redirects may carry away.
@Suite(.timeLimit(.minutes(10))) struct HTTPGuardTests {
    @Test func literalAndNamedLoopbackAreRefused() async {
        let hits = Locked(0)
        let server = LoopbackServer { peer in
            hits.withLock { $0 += 1 }
            peer.waitForClose()
        }
        for host in ["127.0.0.1", "localhost", "2130706433", "[::ffff:127.0.0.1]", "0.0.0.0"] {
            let url = "http://\(host):\(server.port)/"
            let error = await failure { try await client(policy: .publicOnly).execute(HTTPRequest(.get, url)) }
            #expect(error?.code == .blockedAddress, "\(host)")
            #expect(error?.requestMayHaveBeenSent == false && error?.message.contains("\(server.port)") == true)
        }
        #expect(hits.withLock { $0 } == 0)
    }

    @Test func metadataServicesAreRefused() async {
        for url in ["http://169.254.169.254/latest/meta-data/", "http://[fd00:ec2::254]/", "http://100.100.100.200/"] {
            let error = await failure { try await client(policy: .publicOnly).execute(HTTPRequest(.get, url)) }
            #expect(error?.code == .blockedAddress)
        }
    }

    @Test func aRedirectToLoopbackIsRefused() async throws {
        let inner = LoopbackServer.http { _ in answer("secret") }
        for target in ["http://127.0.0.1:\(inner.port)/", "http://[::1]:\(inner.port)/"] {
            let outer = LoopbackServer.http { _ in redirect(to: target) }
            let policy = AddressPolicy.allow(hosts: ["localhost:\(outer.port)"])
            let request = HTTPRequest(.get, "http://localhost:\(outer.port)/", redirects: .follow(limit: 5))
            let error = await failure { try await client(policy: policy).execute(request) }
            #expect(error?.code == .blockedAddress && error?.url.contains("\(inner.port)") == true)
            #expect(error?.requestMayHaveBeenSent == true)
        }
    }

    /// A connection that one policy opened must not serve a request under a stricter one.
    @Test func aKeptConnectionIsCheckedAgain() async throws {
        let server = LoopbackServer.http { _ in answer("inside") }
        let client = client(policy: .any)
        let url = "http://localhost:\(server.port)/"
        #expect(try await client.execute(HTTPRequest(.get, url)).status == 200)
        let error = await failure { try await client.execute(HTTPRequest(.get, url, addressPolicy: .publicOnly)) }
        #expect(error?.code == .blockedAddress && error?.requestMayHaveBeenSent == false)
        #expect(try await client.execute(HTTPRequest(.get, url)).status == 200)
    }

    @Test(arguments: ["file:///etc/passwd", "ftp://127.0.0.1/", "gopher://127.0.0.1/", "dict://127.0.0.1/"])
    func otherSchemesAreNotFollowed(_ location: String) async {
        let server = LoopbackServer.http { _ in redirect(to: location) }
        let error = await failure {
            try await client().execute(HTTPRequest(.get, server.url, redirects: .follow(limit: 3)))
        }
        #expect(error?.code == .invalidRequest || error?.code == .protocolViolation)
    }

    @Test func endlessRedirectsEnd() async {
        let server = LoopbackServer.http { redirect(to: $0.path + "x") }
        let error = await failure {
            try await client().execute(HTTPRequest(.get, server.url, redirects: .follow(limit: 4)))
        }
        #expect(error?.code == .tooManyRedirects && error?.message.contains("more than 4") == true)
    }

    @Test func redirectsAreAnswersUnlessFollowed() async throws {
        let server = LoopbackServer.http { $0.path == "/end" ? answer("end") : redirect(to: "/end") }
        let stayed = try await client().execute(HTTPRequest(.get, server.url + "/a"))
        #expect(stayed.status == 302 && stayed.headers["location"] == "/end")
        let followed = try await client().execute(HTTPRequest(.get, server.url + "/a", redirects: .follow(limit: 1)))
        #expect(
            followed.status == 200 && followed.url.text.hasSuffix("/end") && followed.head.redirectedFrom.count == 1)
    }

    @Test func aHugeRedirectBodyIsNotRead() async throws {
        let server = LoopbackServer { peer in
            while let request = peer.readRequest() {
                if request.path == "/end" {
                    peer.write(answer("end"))
                } else {
                    peer.write("HTTP/1.1 302 Found\r\nLocation: /end\r\n\r\n")
                    while peer.write([UInt8](repeating: 65, count: 100_000)) {}
                }
            }
        }
        let got = try await client().execute(HTTPRequest(.get, server.url, redirects: .follow(limit: 1)))
        #expect(String(decoding: got.body, as: UTF8.self) == "end")
    }

    @Test func credentialsStayWithTheirOrigin() async throws {
        let seen = Locked<[Request]>([])
        let other = LoopbackServer.http { request in
            seen.withLock { $0.append(request) }
            return answer("ok")
        }
        let first = LoopbackServer.http { request in
            seen.withLock { $0.append(request) }
            return redirect(
                to: request.path == "/1" ? "/2" : "http://127.0.0.1:\(other.port)/3", status: "307 Temporary Redirect")
        }
        let headers: HTTPHeaders = ["Authorization": "Bearer t", "X-Api-Key": "k", "Cookie": "c", "Accept": "a/b"]
        let request = HTTPRequest(
            .post, first.url + "/1", headers: headers, body: .bytes(Array("data".utf8)), redirects: .follow(limit: 3))
        _ = try await client().execute(request)
        let requests = seen.withLock { $0 }
        #expect(requests.map(\.path) == ["/1", "/2", "/3"])
        #expect(requests[1].headers["authorization"] == "Bearer t" && requests[1].headers["x-api-key"] == "k")
        let last = requests[2]
        #expect(
            last.headers["authorization"] == nil && last.headers["x-api-key"] == nil && last.headers["cookie"] == nil)
        #expect(last.headers["accept"] == "a/b" && last.method == "POST" && last.body == Array("data".utf8))
    }

    @Test func aPostBecomesAGet() async throws {
        let server = LoopbackServer.http { request in
            request.path == "/"
                ? redirect(to: "/next", status: "303 See Other") : answer("\(request.method) \(request.body.count)")
        }
        let request = HTTPRequest(.post, server.url + "/", body: .bytes([1, 2, 3]), redirects: .follow(limit: 1))
        #expect(String(decoding: try await client().execute(request).body, as: UTF8.self) == "GET 0")
    }
}
