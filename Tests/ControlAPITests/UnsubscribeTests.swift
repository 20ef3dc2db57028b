import Testing
import Transfers

@testable import ControlAPI

@Suite struct UnsubscribeTests {
    private static let form = "application/x-www-form-urlencoded"
    private let desk = MemoryReaderDesk([
        "t0ken-A": ReaderCard(publication: "Tank <Weekly>", maskedAddress: "a…@example.org", isSubscribed: true)
    ])

    private func serve(log: LogBook? = nil, _ use: (String) async throws -> Void) async throws {
        try await HTTPServer.serving("gateway", [.unsubscribe(desk)], logger: log?.logger ?? silent, use)
    }

    @Test func lookingAtThePageChangesNothing() async throws {
        try await serve { base in
            for method in [HTTPMethod.get, .head] {
                let answer = try await client.execute(HTTPRequest(method, base + "/u/t0ken-A"))
                #expect(answer.status == 200)
                #expect(answer.headers["Content-Type"] == "text/html; charset=utf-8")
            }
            let page = try await get(base + "/u/t0ken-A").text
            #expect(page.contains("Tank &lt;Weekly&gt;") && !page.contains("<Weekly>"))
            #expect(page.contains("<form method=\"post\">"))
        }
        #expect(desk.unsubscribeCalls == 0)
        #expect(desk.isSubscribed("t0ken-A") == true)
    }

    @Test func oneClickUnsubscribesAndStaysSo() async throws {
        try await serve { base in
            for _ in 0..<2 {
                let answer = try await post(base + "/u/t0ken-A", "List-Unsubscribe=One-Click", type: Self.form)
                #expect(answer.status == 200)
                #expect(answer.headers["Set-Cookie"] == nil)
                #expect(answer.headers["Location"] == nil)
            }
            #expect(try await get(base + "/u/t0ken-A").text.contains("You have left"))
        }
        #expect(desk.isSubscribed("t0ken-A") == false)
    }

    @Test func theMultipartFormIsUnderstood() async throws {
        let body = "--x\r\nContent-Disposition: form-data; name=\"List-Unsubscribe\"\r\n\r\nOne-Click\r\n--x--\r\n"
        try await serve { base in
            let answer = try await post(base + "/u/t0ken-A", body, type: "multipart/form-data; boundary=x")
            #expect(answer.status == 200)
        }
        #expect(desk.isSubscribed("t0ken-A") == false)
    }

    @Test(arguments: ["", "List-Unsubscribe=One-Clicks", "x=List-Unsubscribe=One-Click", "{}"])
    func anotherBodyDoesNothing(body: String) async throws {
        try await serve { base in
            let answer = try await post(base + "/u/t0ken-A", body, type: Self.form)
            #expect(answer.status == 400)
            let long = String(repeating: "a", count: 5000) + "&List-Unsubscribe=One-Click"
            #expect(try await post(base + "/u/t0ken-A", long, type: Self.form).status == 413)
        }
        #expect(desk.isSubscribed("t0ken-A") == true)
    }

    @Test(arguments: ["unknown", "t0ken-B%00", "%2e%2e", "t0ken-A%20"])
    func anUnknownTokenIsNotFound(token: String) async throws {
        try await serve { base in
            let page = try await get(base + "/u/" + token)
            #expect(page.status == 404)
            let answer = try await post(base + "/u/" + token, "List-Unsubscribe=One-Click", type: Self.form)
            #expect(answer.status == 404)
        }
        #expect(desk.isSubscribed("t0ken-A") == true)
    }

    @Test func thePageAsksNobodyAnything() async throws {
        try await serve { base in
            let answer = try await get(base + "/u/t0ken-A")
            let policy = try #require(answer.headers["Content-Security-Policy"])
            #expect(policy.contains("default-src 'none'") && policy.contains("form-action 'self'"))
            #expect(!answer.text.contains("http://") && !answer.text.contains("https://"))
            #expect(answer.headers["X-Robots-Tag"] == "noindex, nofollow")
        }
    }

    @Test func tokensStayOutOfTheLog() async throws {
        let log = LogBook()
        try await serve(log: log) { base in
            _ = try await get(base + "/u/t0ken-A?secret=1")
            _ = try await get(base + "/elsewhere/t0ken-A")
        }
        #expect(log.text.contains("/u/{token}"))
        #expect(!log.text.contains("t0ken-A"))
        #expect(!log.text.contains("secret"))
    }
}
