import Testing

@testable import Scraping

@Suite struct RedirectTests {
    @Test func anotherSitesRobotsAreAskedOnTheWay() async throws {
        let web = ScriptedWeb { request in
            switch request.url {
            case "https://a.example/1": ScriptedWeb.redirect(request.url, to: "/2")
            case "https://a.example/2": ScriptedWeb.redirect(request.url, to: "//b.example/open")
            case "https://b.example/open": ScriptedWeb.page(request.url, "<p>there")
            case "https://a.example/3": ScriptedWeb.redirect(request.url, to: "https://b.example/closed/x")
            case "https://b.example/robots.txt": ScriptedWeb.page(request.url, "User-agent: *\nDisallow: /closed/")
            default: nil
            }
        }
        let fetcher = Fetcher(transport: web)
        guard case .page(let page) = try await fetcher.fetch("https://a.example/1", etag: "\"x\"") else {
            Issue.record("no page came")
            return
        }
        #expect(page.url == "https://b.example/open")
        #expect(web.requests.last?.etag == "\"x\"", "the page that answers is the one that the validator is of")
        let error = await #expect(throws: FetchError.self) { try await fetcher.fetch("https://a.example/3") }
        #expect(error?.code == .disallowedByRobots && error?.message.contains("b.example/robots.txt") == true)
        #expect(!web.addresses.contains("https://b.example/closed/x"))
        #expect(web.requests.allSatisfy { ($0.redirects > 0) == $0.url.hasSuffix("/robots.txt") })
    }

    @Test(arguments: ["https://a.example/loop", "https://a.example/file", "https://a.example/none"])
    func redirectsThatLeadNowhereEnd(url: String) async {
        let web = ScriptedWeb { request in
            switch request.url {
            case "https://a.example/loop": ScriptedWeb.redirect(request.url, to: request.url)
            case "https://a.example/file": ScriptedWeb.redirect(request.url, to: "file:///etc/passwd")
            case "https://a.example/none": ScriptedWeb.redirect(request.url, to: "")
            default: nil
            }
        }
        let error = await #expect(throws: FetchError.self) { try await Fetcher(transport: web).fetch(url) }
        #expect(error.map { [.tooManyRedirects, .invalidURL, .gone].contains($0.code) } == true)
        #expect(web.requests.count <= 7)
    }
}
