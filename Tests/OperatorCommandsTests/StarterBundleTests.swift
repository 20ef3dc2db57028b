import Foundation
import Pipelines
import Testing

@testable import OperatorCommands

@Suite struct StarterBundleTests {
    @Test(arguments: NewCommand.Kind.allCases)
    func whatNewWritesIsValid(kind: NewCommand.Kind) throws {
        let files = StarterBundle.files(kind: kind, name: "my-first")
        let bundle = Dictionary(uniqueKeysWithValues: files.map { ($0.path, Array($0.text.utf8)) })
        let pipeline = try BundleLoader.validate(files: bundle).get()
        #expect(pipeline.name == "my-first")
        #expect(pipeline.products.count == 1)
        #expect(pipeline.distribution.count == 1)
    }
}

extension StarterBundleTests {
    @Test(arguments: [("My Book", "my-book"), ("a/b/.tank_2/", "tank-2"), ("—", "pipeline"), ("x", "x")])
    func aFolderGivesAName(folder: String, name: String) {
        #expect(NewCommand.name(for: folder) == name)
    }
}
