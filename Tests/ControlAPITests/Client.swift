import EventLoops
import Foundation
import Logging
import Pipelines
import Transfers

@testable import ControlAPI

/// One loop, one pool and one client serve every test of this target.
let pool = ComputePool(name: "control-test", threads: 2)
private let loop = EventLoop(name: "control-test")
let client = HTTPClient(
    on: loop, pool: pool, configuration: HTTPClientConfiguration(userAgent: "test", addressPolicy: .any))

/// Says nothing: a test that wants to read the log brings its own.
let silent = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

extension HTTPResponse {
    var text: String { String(decoding: body, as: UTF8.self) }

    var json: JSONValue {
        get throws { try JSONValue(parsing: body) }
    }
}

/// For files that import another `HTTPRequest` too.
func ask(_ method: HTTPMethod, _ url: String) async throws -> HTTPResponse {
    try await client.execute(HTTPRequest(method, url))
}

func get(_ url: String, headers: HTTPHeaders = [:]) async throws -> HTTPResponse {
    try await client.execute(HTTPRequest(.get, url, headers: headers))
}

func post(_ url: String, _ body: String, type: String, headers: HTTPHeaders = [:]) async throws -> HTTPResponse {
    var headers = headers
    headers["Content-Type"] = type
    return try await client.execute(HTTPRequest(.post, url, headers: headers, body: .bytes(Array(body.utf8))))
}

/// A folder that is there while `use` runs.
func withFolder<Value>(_ use: (String) async throws -> Value) async throws -> Value {
    let path = NSTemporaryDirectory() + "presswork-control-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    do {
        let value = try await use(path)
        try FileManager.default.removeItem(atPath: path)
        return value
    } catch {
        try FileManager.default.removeItem(atPath: path)
        throw error
    }
}
