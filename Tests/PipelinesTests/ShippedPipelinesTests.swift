import Foundation
import Pipelines
import Testing

@Suite("The pipelines of this repository")
struct ShippedPipelinesTests {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "pipelines").path

    static var names: [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.filter { FileManager.default.fileExists(atPath: "\(folder)/\($0)/pipeline.yaml") }.sorted()
    }

    @Test("there are some")
    func some() { #expect(Self.names.contains("demo")) }

    @Test("each is right", arguments: names)
    func isRight(_ name: String) throws {
        let bundle = try PipelineBundle.reading("\(Self.folder)/\(name)")
        switch BundleLoader.validate(bundle) {
        case .success(let pipeline):
            #expect(!pipeline.products.isEmpty)
            let outlines = pipeline.products.flatMap(\.write).compactMap(\.chapters?.outline)
            #expect(pipeline.agents.values.allSatisfy { ($0.schema == nil) == outlines.contains($0.name) })
        case .failure(let found):
            Issue.record("\(found)")
        }
    }
}
