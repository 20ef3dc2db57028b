import Synchronization

@testable import Scraping

/// A web in memory: answers by address, and what was asked.
final class PagesInMemory: PageTransport {
    private let answers: [String: PageResponse]
    private let log = Atomic<Int>(0)

    init(_ answers: [String: PageResponse]) { self.answers = answers }

    /// How many requests there were, robots.txt included.
    var requests: Int { log.load(ordering: .relaxed) }

    func get(_ request: PageRequest) async throws(FetchError) -> PageResponse {
        log.add(1, ordering: .relaxed)
        guard let answer = answers[request.url] else {
            if request.url.contains("down.example") {
                throw FetchError(code: .unreachable, message: "\(request.url): no connection")
            }
            return PageResponse(status: 404, url: request.url)
        }
        if let etag = answer.etag, etag == request.etag { return PageResponse(status: 304, url: request.url) }
        return answer
    }

    static func page(_ url: String, _ body: String, etag: String? = nil, type: String = "text/html") -> PageResponse {
        PageResponse(status: 200, url: url, contentType: type, etag: etag, body: Array(body.utf8))
    }
}
