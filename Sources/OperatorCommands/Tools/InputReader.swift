import Archives
import EventLoops
import Foundation
import PressworkRuntime
import Transfers

/// Reads what a tool is pointed at: a file, standard input, or a page of the web.
enum InputReader {
    struct Input: Sendable {
        var bytes: [UInt8]
        var contentType: String?
        /// The page's address, or `nil` for a file.
        var url: String?
        /// Name without folder and extension.
        var stem: String
        /// As the person wrote it.
        var name = ""
        /// What the page was sent with; names in lower case.
        var headers: [String: String] = [:]
    }

    /// Bytes of what comes from the web, and of a file whose reader sets no limit.
    static let usualLimit = 16 << 20

    /// - Parameters:
    ///   - place: a path, an `http` or `https` URL, or `-`.
    ///   - limit: bytes of a file; a page of the web is never larger than 16 MB.
    /// - Throws: ``RuntimeError`` naming the path or URL.
    static func read(_ place: String, limit: Int = usualLimit) async throws -> Input {
        var input =
            if place.hasPrefix("http://") || place.hasPrefix("https://") {
                try await fetch(place)
            } else if place == "-" {
                try contents(of: .standardInput, name: "standard input", limit: limit)
            } else {
                try file(place, limit: limit)
            }
        input.name = place
        return input
    }

    /// Reads one file; `.gz` is unpacked by the caller, who knows the limit.
    static func file(_ path: String, limit: Int = usualLimit) throws -> Input {
        guard let handle = FileHandle(forReadingAtPath: path) else {
            throw RuntimeError(.notFound, "\(path) cannot be read.")
        }
        return try contents(of: handle, name: path, limit: limit)
    }

    private static func contents(of handle: FileHandle, name: String, limit: Int) throws -> Input {
        let data = try handle.read(upToCount: limit + 1) ?? Data()
        guard data.count <= limit else { throw RuntimeError(.refused, "\(name) is larger than \(limit >> 20) MB.") }
        let file = name.utf8.lastIndex(of: UInt8(ascii: "/")).map { name[name.index(after: $0)...] } ?? name[...]
        return Input(bytes: Array(data), contentType: nil, url: nil, stem: String(file.prefix { $0 != "." }))
    }

    private static func fetch(_ url: String) async throws -> Input {
        let loop = EventLoop(name: "fetch")
        let pool = ComputePool(name: "files", threads: 1)
        defer { loop.stop() }
        // A person typed this address: it may be on their own machine.
        let client = HTTPClient(on: loop, pool: pool)
        let request = HTTPRequest(
            .get, url, redirects: .follow(limit: 5), limits: HTTPLimits(bodyBytes: usualLimit), addressPolicy: .any)
        let response = try await client.execute(request)
        guard response.status == 200 else {
            throw RuntimeError(.unavailable, "\(url) answered with the status \(response.status).")
        }
        var headers: [String: String] = [:]
        for name in ["content-type", "content-location", "content-language"] { headers[name] = response.headers[name] }
        return Input(
            bytes: response.body, contentType: response.headers["Content-Type"], url: "\(response.url)", stem: "page",
            headers: headers)
    }
}
