import ArgumentParser
import Covers
import EventLoops
import Foundation
import Imaging
import Pipelines
import PressworkRuntime

/// `presswork cover`: a cover, without a pipeline.
struct CoverCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "cover", abstract: "Draws a cover.")

    @Option(help: "What it is called; what follows a colon is set smaller.") var title: String
    @Option(help: "Set under the title.") var subtitle: String?
    @Option(help: "Author or imprint.") var author: String?
    @Option(help: "A line above the title.") var series: String?
    @Option(help: "The family of layouts.") var template = CoverTemplate.botanical
    @Option(help: "book, card, header or square.") var size = CoverSize.book
    @Option(help: "BCP 47.") var language = "en"
    @Option(help: ArgumentHelp("Colours, comma-separated.", valueName: "#RRGGBB,…")) var palette = ""
    @Option(help: "Chooses layout, colours and shapes; the title when left out.") var seed: String?
    @Option(help: ArgumentHelp("A picture in the place of plants or tiles.", valueName: "file")) var photo: String?
    @Option(name: .shortAndLong, help: "Where it goes: .jpg, .png or .webp.") var output: String
    @Flag(help: "Print one JSON document and nothing else.") var json = false

    /// What `--json` prints.
    struct Answer: Encodable, Sendable {
        var path: String
        var width: Int
        var height: Int
        var byteCount: Int
    }

    func validate() throws {
        if ImageFormat(fileName: output) == nil {
            throw ValidationError("\(output) does not end in .jpg, .png or .webp.")
        }
    }

    func run() async throws {
        guard let format = ImageFormat(fileName: output) else { throw CommandExit.usage }
        let brief = CoverBrief(
            template: template, title: title, subtitle: subtitle, author: author, series: series, language: language,
            palette: palette.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) },
            seed: seed ?? title, photo: try photo.map { try InputReader.file($0).bytes })
        let (size, output) = (size, output)
        let pool = ComputePool(name: "cover", threads: 1)
        let count = try await pool.run {
            let bytes = try CoverRenderer().render(brief, size: size, format: format)
            try Data(bytes).write(to: URL(filePath: output), options: .atomic)
            return bytes.count
        }
        let answer = Answer(path: output, width: size.width, height: size.height, byteCount: count)
        if json { return try JSONPrinter.print(answer) }
        Terminal().line("Drew \(output), \(answer.width) × \(answer.height), \(answer.byteCount / 1_000) kB")
    }
}

extension CoverTemplate: ExpressibleByArgument {}
extension CoverSize: ExpressibleByArgument {}

extension ImageFormat {
    /// The format that a file's name asks for.
    init?(fileName: String) {
        switch URL(filePath: fileName).pathExtension.lowercased() {
        case "jpg", "jpeg": self = .jpeg
        case "png": self = .png
        case "webp": self = .webp
        default: return nil
        }
    }
}
