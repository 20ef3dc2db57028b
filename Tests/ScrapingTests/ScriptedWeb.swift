import EventLoops
import Pipelines

@testable import Scraping

/// A web whose answers a test computes, and the requests that it got.
final class ScriptedWeb: PageTransport {
    private let answer: @Sendable (PageRequest) -> PageResponse?
    private let log = Locked<[PageRequest]>([])

    init(_ answer: @escaping @Sendable (PageRequest) -> PageResponse?) { self.answer = answer }

    /// Robots.txt included.
    var requests: [PageRequest] { log.withLock { $0 } }
    var addresses: [String] { requests.map(\.url) }

    func get(_ request: PageRequest) async throws(FetchError) -> PageResponse {
        log.withLock { $0.append(request) }
        return answer(request) ?? PageResponse(status: 404, url: request.url)
    }

    static func redirect(_ url: String, to target: String) -> PageResponse {
        var response = PageResponse(status: 302, url: url)
        response.headers = [PageResponse.Field(name: "location", value: target)]
        return response
    }

    static func page(_ url: String, _ body: String, _ headers: [String: String] = [:]) -> PageResponse {
        var response = PageResponse(
            status: 200, url: url, contentType: "text/html", etag: headers["ETag"], body: Array(body.utf8))
        response.headers = headers.map { PageResponse.Field(name: $0, value: $1) }
        return response
    }
}

/// Secrets of a test.
struct TestSecrets: SecretSource {
    var values: [String: String]

    func secret(named name: String) -> Secret? { values[name].map { Secret($0) } }
}
