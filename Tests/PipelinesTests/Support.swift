import Pipelines
import Testing

/// A bundle of text files.
func files(_ texts: [String: String]) -> [String: [UInt8]] { texts.mapValues { Array($0.utf8) } }

/// The problems of a bundle as `line kind`, or nothing when it is right.
func problems(_ texts: [String: String]) -> [ManifestProblem] {
    switch BundleLoader.validate(files: files(texts)) {
    case .success: []
    case .failure(let found): found.problems
    }
}

/// The pipeline of a manifest that must be right.
func pipeline(_ texts: [String: String]) throws -> Pipeline { try BundleLoader.validate(files: files(texts)).get() }

/// A manifest around the lines that a test is about.
func manifest(_ lines: String, products: String = "  letter: { type: newsletter, title: T }") -> [String: String] {
    ["pipeline.yaml": "presswork: 1\nname: test\nproducts:\n\(products)\n\(lines)\n"]
}
