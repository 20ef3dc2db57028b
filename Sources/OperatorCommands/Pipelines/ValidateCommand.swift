import ArgumentParser
import Pipelines

/// `presswork validate`: everything that is wrong with a bundle, at once.
struct ValidateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "validate", abstract: "Checks a pipeline's folder and reports every problem with its line.")

    @OptionGroup var bundle: BundleOptions
    @Flag(help: "A JSON array of problems.") var json = false

    func run() async throws {
        let (_, pipeline, _) = try bundle.load(json: json)
        if json { return try JSONPrinter.print([ManifestProblem]()) }
        let version = try pipeline.version().hex.prefix(12)
        let products = pipeline.products.map(\.name).joined(separator: ", ")
        Terminal().line("\(pipeline.name) is valid: makes \(products), version \(version)")
    }
}
