import EventLoops
import Foundation
import Pipelines
import Testing

@testable import Assembly

/// The judgement of the field's own tool, epubcheck 5.3.0, which `ops/setup.sh test` installs.
@Suite(.enabled(if: EPUBCheck.jar != nil, "epubcheck is not installed: run ops/setup.sh test"), .serialized)
struct EPUBCheckTests {
    @Test func magazineWithCover() async throws {
        let book = try BookSetter.epub(Edition.of(Magazine.book(), cover: BookTests.picture()))
        #expect(try await EPUBCheck.messages(on: book) == [])
    }

    @Test func logoWithoutCover() async throws {
        var edition = try Edition.of(Magazine.book())
        edition.logo = StillImage(try BookTests.picture())
        #expect(try await EPUBCheck.messages(on: try BookSetter.epub(edition)) == [])
    }

    @Test func hostileManuscript() async throws {
        let book = try BookSetter.epub(Edition.of(Hostile.manuscript(), key: "ключ", cover: BookTests.picture()))
        #expect(try await EPUBCheck.messages(on: book) == [])
    }
}

/// Runs epubcheck on one book.
enum EPUBCheck {
    /// The jar in the virtual environment beside the package.
    static let jar: String? = {
        let library = Magazine.root.appending(path: ".venv/lib")
        let pythons = (try? FileManager.default.contentsOfDirectory(atPath: library.path)) ?? []
        return pythons.map { library.appending(path: "\($0)/site-packages/epubcheck/epubcheck.jar").path }
            .first { FileManager.default.fileExists(atPath: $0) }
    }()

    struct Report: Decodable {
        struct Message: Decodable {
            struct Location: Decodable {
                var path: String?
                var line: Int?
            }

            var ID: String
            var severity: String
            var message: String
            var locations: [Location]
        }

        var messages: [Message]
    }

    /// Everything it says of the book, except mere usage notes.
    static func messages(on book: [UInt8]) async throws -> [String] {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appending(path: "book.epub")
        let report = folder.appending(path: "report.json")
        try Data(book).write(to: file)
        let loop = EventLoop(name: "epubcheck")
        defer { loop.stop() }
        let command = ChildProcess.Command(
            "/usr/bin/java",
            [
                "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-jar", try #require(jar), file.path, "--json",
                report.path,
            ])
        let process = try await ChildProcess(command, on: loop)
        let exit = try await process.wait(deadline: .now + .seconds(600))
        let result = try JSONDecoder().decode(Report.self, from: Data(contentsOf: report))
        var messages = result.messages.filter { $0.severity != "USAGE" }.map { message in
            let place = message.locations.first.map { "\($0.path ?? ""):\($0.line ?? 0)" } ?? ""
            return "\(message.severity) \(message.ID) \(place) \(message.message)"
        }
        if exit != .code(0), messages.isEmpty { messages.append("\(exit)") }
        return messages
    }
}
