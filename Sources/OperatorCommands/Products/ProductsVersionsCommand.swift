import ArgumentParser
import Catalog
import Pipelines
import PressworkRuntime

/// `presswork products versions`.
struct ProductsVersionsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "versions", abstract: "Every version of a product, newest first.")

    @Argument(help: ArgumentHelp("pipeline/product/item-key.", valueName: "name")) var product: ProductName
    @OptionGroup var database: DatabaseOptions

    func run() async throws {
        let identity = product.identity
        let versions = try await database.with { try await $0.products.versions(of: identity, for: $0.tenant) }
        try database.show(versions, empty: "There is no version.") { Self.table($0) }
    }

    static func table(_ versions: [ProductVersionRecord]) -> Table {
        var table = Table([">version", "title", "made", "approved", ">files", ">cost", "digest", "run"])
        for version in versions {
            table.add([
                Cell("\(version.reference.version)", .bold), Cell(PlainText.shortened(version.reference.title, to: 50)),
                Cell(Moments.text(version.madeAt)), .optional(version.approvedBy),
                Cell("\(version.reference.assets.count)"), Cell(version.cost.description),
                Cell(String(version.reference.digest.hex.prefix(12)), .dim), .id(version.run),
            ])
        }
        return table
    }
}
