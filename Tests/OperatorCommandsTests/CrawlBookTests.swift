import Foundation
import Scraping
import Testing

@testable import OperatorCommands

@Suite struct CrawlBookTests {
    private static let start = Date(timeIntervalSince1970: 1_795_176_000)
    private static let url = "https://still.example/a"

    /// The page's memory after a crawl with this answer, as a crawl so many seconds later finds it.
    private func crawl(
        _ path: String, _ outcome: CrawlVisit.Outcome, at seconds: Double
    ) throws {
        var book = try CrawlBook(path: path, now: Self.start + seconds)
        try book.note(CrawlVisit(url: Self.url, depth: 0, outcome: outcome))
        _ = try book.finish(isWhole: true)
    }

    private func memory(_ path: String, at seconds: Double) throws -> CrawlMemory? {
        try CrawlBook(path: path, now: Self.start + seconds).memory[Self.url]
    }

    private func answer(_ status: Int, _ headers: [String: String]) -> PageResponse {
        var response = PageResponse(
            status: status, url: Self.url, etag: headers["ETag"], lastModified: headers["Last-Modified"])
        response.headers = headers.map { PageResponse.Field(name: $0, value: $1) }
        return response
    }

    /// RFC 9111 §4.3.4: a 304 replaces the stored fields that it names, and the answer is fresh anew.
    @Test(arguments: [
        (["Cache-Control": "max-age=600"], 600),
        // What a 304 does not name is as it was stored.
        (["ETag": "\"2\""], 100),
        (["Cache-Control": "no-cache"], 0),
        (["Cache-Control": "max-age=600", "Age": "590"], 10),
    ])
    func anAnswerThatConfirmsAPageKeepsItFresh(_ headers: [String: String], _ seconds: Double) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appending(path: "crawl.jsonl").path()
        try crawl(path, .page(answer(200, ["Cache-Control": "max-age=100", "ETag": "\"1\""])), at: 0)
        #expect(try memory(path, at: 99)?.isDone == true)
        #expect(try memory(path, at: 101)?.isDone == false)
        try crawl(path, .unchanged(answer(304, headers)), at: 1_000)
        #expect(try memory(path, at: 1_000)?.isDone == (seconds > 0))
        #expect(try memory(path, at: 1_000 + max(0, seconds - 1))?.isDone == (seconds > 0))
        #expect(try memory(path, at: 1_000 + seconds + 1)?.isDone == false)
        #expect(try memory(path, at: 1_000)?.etag == headers["ETag"] ?? "\"1\"")
        // A page that was not asked stays as it was.
        try crawl(path, .unchanged(), at: 1_001)
        #expect(try memory(path, at: 1_000 + seconds + 1)?.isDone == false)
    }

    /// What only `Expires` says ends when it says, however often the page is confirmed.
    @Test func anEndInTimeIsNotMoved() throws {
        let stored = Freshness.fields(
            of: answer(200, ["Expires": "Sun, 22 Nov 2026 00:10:00 GMT", "Date": "Sun, 22 Nov 2026 00:00:00 GMT"]))
        let renewed = Freshness.fields(of: answer(304, ["Date": "Sun, 22 Nov 2026 00:09:00 GMT"]), updating: stored)
        #expect(Freshness.lifetime(stored, age: nil) == .seconds(600))
        #expect(Freshness.lifetime(renewed, age: nil) == .seconds(60))
    }
}
