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

/// A seeded generator (SplitMix64): a failing property test is repeated by its seed.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
