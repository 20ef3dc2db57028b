import Foundation
import Testing
import Transfers

@testable import ControlAPI

@Suite struct SiteTests {
    private func serve(_ use: (String, String, SiteVisits) async throws -> Void) async throws {
        try await withFolder { folder in
            try FileManager.default.createDirectory(atPath: folder + "/site/sub", withIntermediateDirectories: true)
            try write("home", to: folder + "/site/index.html")
            try write("below", to: folder + "/site/sub/index.html")
            try write("a feed", to: folder + "/site/feed.xml")
            try write("hidden", to: folder + "/site/.secret")
            try write("outside", to: folder + "/outside.html")
            try FileManager.default.createSymbolicLink(
                atPath: folder + "/site/link.html", withDestinationPath: folder + "/outside.html")
            let site = SiteServer(folder: folder + "/site", on: pool)
            try await HTTPServer.serving("site", [site.routes], logger: silent) { base in
                try await use(base, folder + "/site", site.visits)
            }
        }
    }

    private func write(_ text: String, to path: String) throws {
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
    }

    @Test func filesAndFoldersAreServed() async throws {
        try await serve { base, _, _ in
            let home = try await get(base + "/")
            #expect(home.text == "home")
            #expect(home.headers["Content-Type"] == "text/html")
            #expect(try await get(base + "/sub/").text == "below")
            #expect(try await get(base + "/feed.xml?x=1").headers["Content-Type"] == "application/xml")
            let folder = try await get(base + "/sub")
            #expect(folder.status == 301)
            #expect(folder.headers["Location"] == "/sub/")
        }
    }

    @Test func whatHasNotChangedIsNotSentAgain() async throws {
        try await serve { base, folder, visits in
            let url = base + "/feed.xml"
            let first = try await get(url)
            let tag = try #require(first.headers["ETag"])
            let date = try #require(first.headers["Last-Modified"])
            let byTag = try await get(url, headers: ["If-None-Match": "\"other\", W/\(tag)"])
            #expect(byTag.status == 304)
            #expect(byTag.body.isEmpty)
            #expect(byTag.headers["ETag"] == tag)
            #expect(try await get(url, headers: ["If-Modified-Since": date]).status == 304)
            try write("a new feed", to: folder + "/feed.xml")
            #expect(try await get(url, headers: ["If-None-Match": tag]).text == "a new feed")
            #expect(visits.requests["/feed.xml"] == 4)
            #expect(visits.bodies["/feed.xml"] == 2)
        }
    }

    @Test func headHasTheLengthAndNoBody() async throws {
        try await serve { base, _, visits in
            let answer = try await client.execute(HTTPRequest(.head, base + "/feed.xml"))
            #expect(answer.status == 200)
            #expect(answer.headers["Content-Length"] == "6")
            #expect(answer.body.isEmpty)
            #expect(visits.bodies.isEmpty)
        }
    }

    @Test(arguments: [
        "/link.html", "/.secret", "/%2e%2e/outside.html", "/..%2foutside.html", "/sub/%2e%2e/%2e%2e/outside.html",
        "/none",
        "/feed.xml/", "/feed.xml%00", "/sub%5c..",
    ])
    func nothingElseIsThere(path: String) async throws {
        try await serve { base, _, _ in
            let answer = try await get(base + path)
            #expect(answer.status == 404)
            #expect(!answer.text.contains("outside") && !answer.text.contains("hidden"))
        }
    }

    @Test func datesAreReadAsTheyAreWritten() {
        let date = Date(timeIntervalSince1970: 784_111_777)
        #expect(HTTPDate.text(date) == "Sun, 06 Nov 1994 08:49:37 GMT")
        #expect(HTTPDate.date("Sun, 06 Nov 1994 08:49:37 GMT") == date)
        #expect(HTTPDate.date("06 Nov 1994") == nil)
    }
}
