import EventLoops
import Foundation
import PressworkRuntime
import Transfers

/// Reads what a tool is pointed at: a file, or a page of the web.
enum InputReader {
    struct Input: Sendable {
        var bytes: [UInt8]
        var contentType: String?
        /// The page's address, or `nil` for a file.
        var url: String?
        /// Name without folder and extension.
        var stem: String
    }

    private static let limit = 16 << 20

    /// - Throws: ``RuntimeError`` naming the path or URL.
    static func read(_ place: String) async throws -> Input {
        place.hasPrefix("http://") || place.hasPrefix("https://") ? try await fetch(place) : try file(place)
    }

    /// Reads one file; `.gz` is unpacked by the caller, who knows the limit.
    static func file(_ path: String) throws -> Input {
        guard let handle = FileHandle(forReadingAtPath: path) else {
            throw RuntimeError(.notFound, "\(path) cannot be read.")
        }
        let data = try handle.read(upToCount: limit + 1) ?? Data()
        guard data.count <= limit else { throw RuntimeError(.refused, "\(path) is larger than \(limit >> 20) MB.") }
        let name = URL(filePath: path).lastPathComponent
        return Input(bytes: Array(data), contentType: nil, url: nil, stem: String(name.prefix { $0 != "." }))
    }

    private static func fetch(_ url: String) async throws -> Input {
        let loop = EventLoop(name: "fetch")
        let pool = ComputePool(name: "files", threads: 1)
        defer { loop.stop() }
        // A person typed this address: it may be on their own machine.
        let client = HTTPClient(on: loop, pool: pool)
        let request = HTTPRequest(
            .get, url, redirects: .follow(limit: 5), limits: HTTPLimits(bodyBytes: limit), addressPolicy: .any)
        let response = try await client.execute(request)
        guard response.status == 200 else {
            throw RuntimeError(.unavailable, "\(url) answered with the status \(response.status).")
        }
        return Input(
            bytes: response.body, contentType: response.headers["Content-Type"], url: "\(response.url)", stem: "page")
    }
}
