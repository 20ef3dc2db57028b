import Foundation
import PressworkRuntime
import Scraping

/// A WARC file that is being written.
struct WebArchive {
    private let handle: FileHandle

    /// - Throws: ``RuntimeError`` where the file cannot be written.
    init(path: String, userAgent: String) throws {
        guard FileManager.default.createFile(atPath: path, contents: nil),
            let handle = FileHandle(forWritingAtPath: path)
        else { throw RuntimeError(.refused, "\(path) cannot be written.") }
        self.handle = handle
        try handle.write(
            contentsOf: WARCRecord.information(id: Self.id(), date: Self.now(), userAgent: userAgent))
    }

    /// Adds an answer.
    func append(_ response: PageResponse) throws {
        try handle.write(contentsOf: WARCRecord.response(response, id: Self.id(), date: Self.now()))
    }

    private static func id() -> String { UUID().uuidString.lowercased() }

    private static func now() -> String { Date().formatted(.iso8601) }
}
