import ArgumentParser
import Pipelines

/// A bundle as commands name it, read and validated.
struct BundleOptions: ParsableArguments {
    @Argument(help: "The pipeline's folder, or its single file.") var folder: String

    /// Reads and validates the bundle; prints every problem and fails when there are some.
    func load(json: Bool = false) throws -> (bundle: PipelineBundle, pipeline: Pipeline, channels: [Channel]) {
        try Self.load(folder, json: json)
    }

    /// The same of any path.
    static func load(
        _ folder: String, json: Bool
    ) throws -> (bundle: PipelineBundle, pipeline: Pipeline, channels: [Channel]) {
        let bundle = try PipelineBundle.reading(folder)
        switch BundleLoader.validate(bundle) {
        case .failure(let problems):
            json ? try JSONPrinter.print(problems.problems) : show(problems, of: folder)
            throw CommandExit.failed
        case .success(let pipeline):
            return (bundle, pipeline, try channels(of: bundle))
        }
    }

    private static func channels(of bundle: PipelineBundle) throws -> [Channel] {
        guard let bytes = bundle.files[PipelineBundle.channelsName] else { return [] }
        return try ChannelsFile.parse(bytes, files: bundle.files).get()
    }

    /// With the path as it was given: a single file is a bundle whose manifest it is.
    private static func shown(_ problem: ManifestProblem, in place: String) -> String {
        let text = problem.description
        guard !place.hasSuffix(".yaml"), !place.hasSuffix(".yml") else {
            return place + text.dropFirst(problem.file.count)
        }
        return (place.hasSuffix("/") ? place : place + "/") + text
    }

    private static func show(_ problems: ManifestProblems, of folder: String) {
        let terminal = Terminal()
        for problem in problems.problems { terminal.note(PlainText.line(shown(problem, in: folder))) }
        terminal.note("\(problems.problems.count) problem\(problems.problems.count == 1 ? "" : "s")")
    }
}
