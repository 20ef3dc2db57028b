import Catalog
import Foundation
import Pipelines
import PressworkRuntime

/// A pipeline as `run` and `plan` name it: a bundle on disk, already validated, or one that was applied.
enum PipelineSource: Sendable {
    case bundle(PipelineBundle, Pipeline, [Channel])
    case applied(name: String)

    /// Reads a bundle if there is one at this path; everything else is a name.
    ///
    /// - Throws: ``CommandExit/failed`` when the bundle has problems; they are printed.
    init(_ text: String, json: Bool) throws {
        guard FileManager.default.fileExists(atPath: text) else {
            guard !text.contains("/") else { throw RuntimeError(.notFound, "There is no folder \(text).") }
            self = .applied(name: text)
            return
        }
        let (bundle, pipeline, channels) = try BundleOptions.load(text, json: json)
        self = .bundle(bundle, pipeline, channels)
    }

    /// The stored pipeline: applied now, if it is a bundle.
    func applied(on platform: Platform) async throws -> AppliedPipeline {
        let operations = Operations(platform)
        switch self {
        case .bundle(let bundle, let pipeline, let channels):
            return try await operations.apply(bundle, pipeline, channels: channels, prune: false, by: Operator.name)
        case .applied(let name): return try await operations.pipeline(named: name)
        }
    }
}
