import ArgumentParser
import Catalog
import Pipelines
import PressworkRuntime

/// `presswork products list`.
struct ProductsListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "Products, by name.")

    @Option(help: "Only products of this pipeline.") var pipeline: String?
    @Option(help: "Only products of which this run made a version.") var run: RunID?
    @Option(help: "At most so many.") var limit = 100
    @OptionGroup var database: DatabaseOptions

    func validate() throws {
        guard (1...10_000).contains(limit) else { throw ValidationError("--limit is between 1 and 10000.") }
    }

    func run() async throws {
        let (pipeline, run, limit) = (pipeline, run, limit)
        let products = try await database.with {
            try await $0.products.list(pipeline: pipeline, run: run, limit: limit, for: $0.tenant)
        }
        try database.show(products, empty: "Nothing was made yet.") { Self.table($0) }
    }

    static func table(_ products: [ProductSummary]) -> Table {
        var table = Table(["product", ">version", "title", "made", "text"])
        for product in products {
            table.add([
                Cell(product.identity.description, .bold), Cell("\(product.newestVersion)"),
                Cell(PlainText.shortened(product.title, to: 60)), Cell(Moments.text(product.madeAt)),
                product.frozenBecause.map { Cell("frozen: \($0)", .cyan) } ?? Cell("–", .dim),
            ])
        }
        return table
    }
}
