import ArgumentParser
import Catalog
import Pipelines
import PressworkRuntime

/// `presswork products show`.
struct ProductsShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "A version with its files and where its copies are.")

    @Argument(help: ArgumentHelp("pipeline/product/item-key, the newest; or with @version.", valueName: "name"))
    var product: ProductName
    @Option(help: ArgumentHelp("Write the files into this folder.", valueName: "dir")) var out: String?
    @OptionGroup var database: DatabaseOptions

    func run() async throws {
        let (product, out) = (product, out)
        let (record, files) = try await database.with { platform in
            let versions = try await platform.products.versions(of: product.identity, for: platform.tenant)
            guard
                let record = versions.first(where: { $0.reference.version == product.version ?? $0.reference.version })
            else {
                throw RuntimeError(
                    .notFound, "\(product.identity) has no version \(product.version ?? 0); it has \(versions.count).")
            }
            guard let out else { return (record, [String]()) }
            return (record, try await AssetFiles(out).write(record.reference, from: platform))
        }
        if database.json { return try JSONPrinter.print(record) }
        let terminal = Terminal()
        let version = record.reference
        terminal.line(terminal.bold(PlainText.line(version.title)))
        terminal.line(
            PlainText.line("\(version.product), version \(version.version), made \(Moments.text(record.madeAt))"))
        if let by = record.approvedBy { terminal.line(PlainText.line("approved by \(by)")) }
        terminal.line()
        terminal.table(Self.files(version), empty: "It has no files.")
        terminal.line()
        terminal.table(DeliveryTable.table(record.deliveries), empty: "It was given to no channel.")
        for file in files { terminal.line(PlainText.line("wrote \(file)")) }
    }

    static func files(_ version: ProductVersionReference) -> Table {
        var table = Table(["file", "role", "type", ">bytes", "sha-256"])
        for asset in version.assets {
            table.add([
                Cell(asset.fileName), Cell(asset.role.rawValue), Cell(asset.mediaType), Cell("\(asset.byteCount)"),
                Cell(String(asset.digest.hex.prefix(12)), .dim),
            ])
        }
        return table
    }
}
