import ArgumentParser
import Catalog
import Foundation
import Pipelines
import PressworkRuntime

/// `presswork plan`: what a run would do.
struct PlanCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plan", abstract: "Says what a run would make, spend and change, without doing it.")

    @OptionGroup var bundle: BundleOptions
    @Option(name: .customLong("param"), help: ArgumentHelp("A parameter; may be repeated.", valueName: "name=value"))
    var parameters: [ParameterArgument] = []
    @Option(help: "Only the first so many items.") var first: Int?
    @Option(help: ArgumentHelp("The time that the run would be made for.", valueName: "time")) var at: MomentArgument?
    @Flag(help: "Compare with the local mode's database.") var local = false
    @OptionGroup var database: DatabaseOptions

    func validate() throws {
        if let first, first < 1 { throw ValidationError("--first is at least 1.") }
    }

    func run() async throws {
        let (files, manifest, _) = try bundle.load(json: database.json)
        let settings = try Settings.read()
        let pipeline = Self.withWriters(manifest, settings)
        let items = try items(of: pipeline, in: files)
        var facts = PlanFacts(prices: try PlanFactsReader.prices(of: pipeline, settings))
        let hasRecord = local || settings.databaseURL != nil
        if hasRecord {
            let known = facts
            facts = try await database.with { platform in
                try await PlanFactsReader(platform: platform).facts(of: pipeline, known)
            }
        }
        var report = try PlanReport(pipeline: pipeline, items: items, facts: facts)
        report.version = try manifest.version()
        if !hasRecord {
            report.notes.append("No database is configured: what was made and delivered before is not known here.")
        }
        if database.json { return try JSONPrinter.print(report) }
        Terminal().line(PlainText.block(report.text.trimmingCharacters(in: .newlines)))
    }

    /// The pipeline with the writers that a rehearsal would take, so that what they charge is estimated.
    private static func withWriters(_ manifest: Pipeline, _ settings: Settings) -> Pipeline {
        var pipeline = manifest
        for (name, agent) in manifest.agents {
            pipeline.agents[name]?.provider = agent.provider ?? settings.provider ?? ProviderAccount.builtIn
            pipeline.agents[name]?.model = agent.model ?? settings.openAIModel
        }
        return pipeline
    }

    /// `nil` when items are the documents of the sources, which a plan does not read.
    private func items(of pipeline: Pipeline, in bundle: PipelineBundle) throws -> [NewItem]? {
        var values = pipeline.parameters.compactMapValues(\.defaultValue)
        for parameter in parameters {
            guard pipeline.parameters[parameter.name] != nil else {
                throw RuntimeError(.refused, "\(pipeline.name) has no parameter called \(parameter.name).")
            }
            values[parameter.name] = parameter.value
        }
        let run = RunReference(id: RunID(UUID()), logicalTime: at?.date ?? Date(), parameters: values)
        let expander = ItemExpander(pipeline: pipeline, run: run)
        switch pipeline.items.source {
        case .single: return [try expander.singleItem()]
        case .csv(let path): return try expander.items(table: bundle.files[path] ?? [], limit: first)
        case .documents: return nil
        }
    }
}
