import Archives
import Foundation
import PressworkRuntime
import Scraping

/// A WARC file that is being written. With a name that ends in `.gz` each record is a gzip member of its own, so that
/// readers can begin at any of them (WARC 1.1, annex D).
struct WebArchive {
    private let handle: FileHandle
    private let isCompressed: Bool

    /// - Throws: ``RuntimeError`` where the file cannot be written.
    init(path: String, userAgent: String) throws {
        guard FileManager.default.createFile(atPath: path, contents: nil),
            let handle = FileHandle(forWritingAtPath: path)
        else { throw RuntimeError(.refused, "\(path) cannot be written.") }
        self.handle = handle
        isCompressed = path.hasSuffix(".gz")
        try write(WARCRecord.information(id: Self.id(), date: Self.now(), userAgent: userAgent))
    }

    /// Adds an answer.
    func append(_ response: PageResponse) throws {
        try write(WARCRecord.response(response, id: Self.id(), date: Self.now()))
    }

    private func write(_ record: [UInt8]) throws {
        try handle.write(contentsOf: isCompressed ? try Gzip.compress(record) : record)
    }

    private static func id() -> String { UUID().uuidString.lowercased() }

    private static func now() -> String { Date().formatted(.iso8601) }
}
