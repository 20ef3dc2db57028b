import Foundation
import PressworkRuntime
import Scraping

/// What crawls know of pages, in a file: a line is added for each page, so that a crawl that was broken off goes on where
/// it was. Its end is a line of its own.
struct CrawlBook {
    private struct Line: Codable {
        var url: String?
        var etag: String?
        var lastModified: String?
        var links: [String]?
        /// Until when the page need not be asked for, as seconds from 1970.
        var freshUntil: Int?
        /// What that was judged by, by the names of fields in lower case: a 304 names only what changed.
        var fields: [String: String]?
        /// Set on the last line of a crawl that came to its end.
        var isEnd: Bool?

        private enum CodingKeys: String, CodingKey {
            case url, etag, links, fields
            case lastModified = "last_modified"
            case freshUntil = "fresh_until"
            case isEnd = "end"
        }
    }

    /// Pages of earlier crawls by address.
    let memory: [String: CrawlMemory]
    private var lines: [String: Line] = [:]
    private var seen: Set<String> = []
    private let handle: FileHandle?
    private let path: String?
    private let now: Int

    private static let sizeLimit = 1 << 30

    /// - Parameters:
    ///   - path: nil keeps nothing.
    ///   - now: by the clock of this machine, which wrote the file.
    /// - Throws: ``RuntimeError`` naming the file and the line that is no part of it.
    init(path: String?, now: Date = Date()) throws {
        self.path = path
        self.now = Int(now.timeIntervalSince1970)
        guard let path else {
            (memory, handle) = ([:], nil)
            return
        }
        var memory: [String: CrawlMemory] = [:]
        if FileManager.default.fileExists(atPath: path) {
            (lines, memory) = try Self.read(path, now: self.now)
        } else if !FileManager.default.createFile(atPath: path, contents: nil) {
            throw RuntimeError(.refused, "\(path) cannot be written.")
        }
        guard let handle = FileHandle(forWritingAtPath: path) else {
            throw RuntimeError(.refused, "\(path) cannot be written.")
        }
        try handle.seekToEnd()
        self.handle = handle
        self.memory = memory
    }

    private static func read(_ path: String, now: Int) throws -> ([String: Line], [String: CrawlMemory]) {
        let bytes = try InputReader.file(path, limit: sizeLimit).bytes
        var lines: [String: Line] = [:]
        var unfinished: Set<String> = []
        let decoder = JSONDecoder()
        let texts = bytes.split(separator: 0x0A)
        for (number, text) in texts.enumerated() {
            let line: Line
            do { line = try decoder.decode(Line.self, from: Data(text)) } catch {
                // A crawl that was killed may have left half a line behind.
                if number == texts.count - 1, bytes.last != 0x0A { break }
                throw RuntimeError(
                    .refused, "\(path), line \(number + 1) is no line of a crawl's state.", underlying: error)
            }
            if line.isEnd == true {
                unfinished = []
            } else if let url = line.url {
                lines[url] = line
                unfinished.insert(url)
            }
        }
        let memory = lines.mapValues { line in
            CrawlMemory(
                etag: line.etag, lastModified: line.lastModified, links: line.links ?? [],
                isDone: unfinished.contains(line.url ?? "") || (line.freshUntil ?? 0) > now)
        }
        return (lines, memory)
    }

    /// Writes a page down.
    mutating func note(_ visit: CrawlVisit) throws {
        guard let handle else { return }
        var line: Line
        switch visit.outcome {
        case .page(let response):
            line = Line(
                url: visit.url, etag: response.etag, lastModified: response.lastModified, links: visit.links)
            renew(&line, by: response)
        case .unchanged(let response):
            line = lines[visit.url] ?? Line(url: visit.url)
            if let response {
                line.etag = response.etag ?? line.etag
                line.lastModified = response.lastModified ?? line.lastModified
                renew(&line, by: response)
            }
        case .failed(let error):
            // What may come back is not forgotten; what is gone is.
            if !error.isTransient { return }
            seen.insert(visit.url)
            return
        }
        seen.insert(visit.url)
        lines[visit.url] = line
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        try handle.write(contentsOf: try encoder.encode(line) + Data("\n".utf8))
    }

    /// From now on the page is fresh for as long as the answer says, together with what is stored.
    private func renew(_ line: inout Line, by response: PageResponse) {
        let fields = Freshness.fields(of: response, updating: line.fields ?? [:])
        line.fields = fields.isEmpty ? nil : fields
        line.freshUntil = Freshness.lifetime(fields, age: response.header("Age")).map { now + Int($0 / .seconds(1)) }
    }

    /// Ends the crawl; returns the pages that earlier crawls knew and this one did not meet.
    ///
    /// - Parameter isWhole: false where the crawl ended at a limit: then nothing is known to be gone.
    mutating func finish(isWhole: Bool) throws -> [String] {
        guard let handle, let path, isWhole else { return [] }
        let gone = memory.keys.filter { !seen.contains($0) }.sorted()
        // Written anew, so that it does not grow with every crawl, and put in place in one step.
        try handle.close()
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        var data = Data()
        for url in seen.sorted() {
            if let line = lines[url] { data += try encoder.encode(line) + Data("\n".utf8) }
        }
        data += try encoder.encode(Line(isEnd: true)) + Data("\n".utf8)
        try data.write(to: URL(filePath: path), options: .atomic)
        return gone
    }
}
