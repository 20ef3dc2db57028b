import Testing

@testable import Scraping

@Suite struct RobotsFileTests {
    private func robots(_ text: String) -> RobotsFile { RobotsFile(Array(text.utf8)) }

    @Test func longestMatchWinsAndAllowWinsTies() {
        let file = robots("User-agent: *\nDisallow: /a\nAllow: /a/b\nAllow: /c\nDisallow: /c\n")
        #expect(!file.allows("/a/x", agent: "Presswork/1.0"))
        #expect(file.allows("/a/b/x", agent: "Presswork/1.0"))
        #expect(file.allows("/c", agent: "Presswork/1.0"))
        #expect(file.allows("/", agent: "Presswork/1.0"))
    }

    @Test func groupsOfOneAgentAreOne() {
        let file = robots(
            "User-agent: other\nUser-agent: PressWork\nDisallow: /x\n\nUser-agent: *\nDisallow: /\n\n"
                + "User-agent: presswork/2\nDisallow: /y\n")
        #expect(!file.allows("/x", agent: "Presswork/1.0 (+a)"))
        #expect(!file.allows("/y", agent: "Presswork/1.0 (+a)"))
        #expect(file.allows("/z", agent: "Presswork/1.0 (+a)"))
        #expect(!file.allows("/z", agent: "stranger"))
    }

    @Test(arguments: [
        ("/*.php$", "/a/b.php", true), ("/*.php$", "/a/b.php?x", false), ("/a*b*c", "/axbxcx", true),
        ("/a$", "/a", true), ("/a$", "/ab", false), ("*", "/", true), ("/*/x", "/a/x", true), ("/é", "/%C3%A9", true),
        ("/%7Ea", "/~a", true), ("/a%2fb", "/a/b", false), ("/a%2fb", "/a%2Fb", true), ("/fish*", "/fishheads", true),
    ])
    func patterns(_ pattern: String, _ path: String, _ matches: Bool) {
        #expect(robots("User-agent: *\nDisallow: \(pattern)").allows(path, agent: "p") == !matches)
    }

    @Test func statusesMeanWhatTheStandardSays() {
        #expect(RobotsFile(status: 404, body: []).allows("/", agent: "p"))
        #expect(!RobotsFile(status: 500, body: []).allows("/", agent: "p"))
        #expect(!RobotsFile(status: 429, body: []).allows("/", agent: "p"))
        #expect(
            RobotsFile(status: 200, body: Array("<html><body>Not found: /</body></html>".utf8)).allows("/", agent: "p"))
    }

    @Test func delayIsCappedAndSitemapsAreRead() {
        let file = robots("Sitemap: https://a.org/s.xml\nUser-agent: *\nCrawl-delay: 86400\nuser-agent p\n")
        #expect(file.crawlDelay(agent: "q", cap: 10) == 10)
        #expect(file.sitemaps == ["https://a.org/s.xml"])
        #expect(robots("User-agent: *\nDisallow:\n").crawlDelay(agent: "q") == nil)
    }

    @Test func starsDoNotTakeExponentialTime() {
        let pattern = "/" + String(repeating: "a*", count: 500) + "b$"
        let path = "/" + String(repeating: "a", count: 5000)
        #expect(robots("User-agent: *\nDisallow: \(pattern)").allows(path, agent: "p"))
    }
}
