import ArgumentParser
import Pipelines

/// `presswork schema`: the manifest's JSON Schema, for editors.
struct SchemaCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "schema", abstract: "Prints the JSON Schema of pipeline.yaml.")

    func run() async throws { Terminal().line(try PipelineSchema.jsonSchema()) }
}
