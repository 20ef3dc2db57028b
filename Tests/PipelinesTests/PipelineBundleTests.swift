import Foundation
import Pipelines
import Testing

@Suite("Bundles")
struct PipelineBundleTests {
    @Test("a folder is read without hidden files; its digest depends on names and bytes alone")
    func reading() throws {
        try withFolder { folder in
            try write("a", to: "\(folder)/pipeline.yaml")
            try write("b", to: "\(folder)/agents/editor.md")
            try write("c", to: "\(folder)/.git/config")
            let bundle = try PipelineBundle.reading(folder)
            #expect(bundle.files.keys.sorted() == ["agents/editor.md", "pipeline.yaml"])
            let same = try PipelineBundle(files: files(["pipeline.yaml": "a", "agents/editor.md": "b"]))
            #expect(try bundle.digest() == same.digest())
            #expect(try PipelineBundle.reading("\(folder)/pipeline.yaml").files.keys.sorted() == ["pipeline.yaml"])
        }
    }

    @Test("symbolic links are refused, whatever they point at")
    func links() throws {
        try withFolder { folder in
            try write("a", to: "\(folder)/pipeline.yaml")
            try FileManager.default.createSymbolicLink(atPath: "\(folder)/x", withDestinationPath: "/etc")
            let error = #expect(throws: BundleError.self) { try PipelineBundle.reading(folder) }
            #expect(error?.code == .symbolicLink)
            #expect(error?.message.contains("`x`") == true)
        }
    }

    @Test("paths that leave the bundle, too many files and too many bytes are refused")
    func limits() throws {
        func code(_ files: [String: [UInt8]]) -> BundleError.Code? {
            #expect(throws: BundleError.self) { try PipelineBundle(files: files) }?.code
        }
        #expect(code(["../x": []]) == .unsafePath)
        #expect(code(["/x": []]) == .unsafePath)
        let many = Dictionary(uniqueKeysWithValues: (0...PipelineBundle.fileLimit).map { ("f\($0)", [UInt8]()) })
        #expect(code(many) == .tooMany)
        #expect(code(["x": [UInt8](repeating: 0, count: PipelineBundle.byteLimit + 1)]) == .tooLarge)
        let missing = #expect(throws: BundleError.self) { try PipelineBundle.reading("/nowhere/at/all") }
        #expect(missing?.code == .notFound)
    }

    private func write(_ text: String, to path: String) throws {
        let url = URL(filePath: path)
        try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: url)
    }

    private func withFolder(_ body: (String) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "bundle-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try body(folder)
    }
}
