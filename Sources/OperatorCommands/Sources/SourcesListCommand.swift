import ArgumentParser
import Catalog
import PressworkRuntime

/// `presswork sources list`.
struct SourcesListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Sources with what they offered when they were last read.")

    @Option(help: "Only sources of this pipeline.") var pipeline: String?
    @Option(help: "At most so many.") var limit = 100
    @OptionGroup var database: DatabaseOptions

    func validate() throws {
        guard (1...10_000).contains(limit) else { throw ValidationError("--limit is between 1 and 10000.") }
    }

    func run() async throws {
        let (pipeline, limit) = (pipeline, limit)
        let sources = try await database.with {
            try await $0.sources.list(pipeline: pipeline, limit: limit, for: $0.tenant)
        }
        try database.show(sources, empty: "No source was read yet.") { Self.table($0) }
    }

    static func table(_ sources: [SourceSummary]) -> Table {
        var table = Table(["pipeline", "kind", "source", ">offers", ">gone", "read"])
        for source in sources {
            table.add([
                Cell(source.pipeline, .bold), Cell(source.kind), Cell(PlainText.shortened(source.address, to: 60)),
                Cell("\(source.offered)"), source.gone > 0 ? Cell("\(source.gone)", .yellow) : Cell("–", .dim),
                Cell(Moments.text(source.readAt)),
            ])
        }
        return table
    }
}
