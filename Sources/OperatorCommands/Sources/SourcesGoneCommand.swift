import ArgumentParser
import Catalog
import PressworkRuntime

/// `presswork sources gone`.
struct SourcesGoneCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "gone", abstract: "Documents that were there once and are not any more, the newest first.")

    @Option(help: "Only what sources of this pipeline offered, and pages that it read.") var pipeline: String?
    @Option(help: "At most so many.") var limit = 100
    @OptionGroup var database: DatabaseOptions

    func validate() throws {
        guard (1...100_000).contains(limit) else { throw ValidationError("--limit is between 1 and 100000.") }
    }

    func run() async throws {
        let (pipeline, limit) = (pipeline, limit)
        let gone = try await database.with {
            try await $0.sources.gone(pipeline: pipeline, limit: limit, for: $0.tenant)
        }
        try database.show(gone, empty: "Nothing has disappeared.") { Self.table($0) }
    }

    static func table(_ gone: [GoneDocument]) -> Table {
        var table = Table(["gone", "document", "from"])
        for document in gone {
            let source = document.address.map { "\(document.pipeline ?? ""), \(document.kind ?? "") \($0)" }
            table.add([
                Cell(Moments.text(document.goneAt)), Cell(PlainText.line(document.url), .bold),
                source.map { Cell(PlainText.shortened($0, to: 60)) } ?? Cell("the page says so", .dim),
            ])
        }
        return table
    }
}
