import ArgumentParser
import Assembly
import EventLoops
import Foundation
import PressworkRuntime

/// `presswork assemble`: a book or a page from Markdown, without a pipeline.
struct AssembleCommand: AsyncParsableCommand {
    /// What is made.
    enum Format: Sendable { case epub, html }

    static let configuration = CommandConfiguration(
        commandName: "assemble", abstract: "Makes an EPUB or a web page of Markdown files.",
        discussion: "Each file is a chapter, in the order of their names.")

    @Argument(help: "A folder of .md files, or one file.") var place: String
    @Option(help: "What it is called.") var title: String
    @Option(help: "Set under the title.") var subtitle: String?
    @Option(help: "Who wrote it.") var author: String?
    @Option(help: "BCP 47.") var language: String?
    @Option(help: ArgumentHelp("A JPEG or PNG.", valueName: "file")) var cover: String?
    @Option(name: .shortAndLong, help: "Where it goes: .epub or .html.") var output: String
    @Flag(help: "Print one JSON document and nothing else.") var json = false

    /// What `--json` prints.
    struct Answer: Encodable, Sendable {
        var path: String
        var chapters: Int
        var byteCount: Int
    }

    func validate() throws {
        if Self.format(of: output) == nil { throw ValidationError("\(output) does not end in .epub or .html.") }
    }

    func run() async throws {
        guard let format = Self.format(of: output) else { throw CommandExit.usage }
        let sources = try Self.sources(at: place)
        let facts = BookBuilder.Facts(title: title, subtitle: subtitle, author: author, language: language)
        let picture = try cover.map { try InputReader.file($0).bytes }
        let output = output
        let pool = ComputePool(name: "assemble", threads: 1)
        let count = try await pool.run {
            let bytes =
                format == .epub
                ? try BookBuilder.epub(sources, facts, cover: picture)
                : try BookBuilder.page(sources, facts, cover: picture)
            try Data(bytes).write(to: URL(filePath: output), options: .atomic)
            return bytes.count
        }
        let answer = Answer(path: output, chapters: sources.count, byteCount: count)
        if json { return try JSONPrinter.print(answer) }
        Terminal().line(
            "Made \(output): \(answer.chapters) \(answer.chapters == 1 ? "chapter" : "chapters"), "
                + "\(answer.byteCount / 1_000) kB")
    }

    static func format(of path: String) -> Format? {
        switch URL(filePath: path).pathExtension.lowercased() {
        case "epub": .epub
        case "html", "htm": .html
        default: nil
        }
    }

    private static func sources(at place: String) throws -> [BookBuilder.Source] {
        var isFolder: ObjCBool = false
        guard unsafe FileManager.default.fileExists(atPath: place, isDirectory: &isFolder) else {
            throw RuntimeError(.notFound, "There is no \(place).")
        }
        let paths =
            isFolder.boolValue
            ? try FileManager.default.contentsOfDirectory(atPath: place).sorted()
                .filter { $0.hasSuffix(".md") && !$0.hasPrefix(".") }.map { "\(place)/\($0)" }
            : [place]
        guard !paths.isEmpty else { throw RuntimeError(.notFound, "\(place) holds no .md file.") }
        return try paths.map { path in
            BookBuilder.Source(
                fileName: URL(filePath: path).lastPathComponent,
                markdown: String(decoding: try InputReader.file(path).bytes, as: UTF8.self))
        }
    }
}
