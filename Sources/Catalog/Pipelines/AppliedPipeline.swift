package import Foundation
package import Pipelines

/// A stored version of a pipeline with its bundle.
package struct AppliedPipeline: Sendable, Hashable {
    package var id: Identifier<Pipeline>
    /// The digest of the pipeline's canonical form and of its files: the same content is the same version.
    package var version: Digest
    package var pipeline: Pipeline
    /// Path in the bundle → address of the bytes.
    package var files: [String: Digest]
    /// When this version was last applied.
    package var appliedAt: Date
    /// Whether this call stored it; `false` for one that was there.
    package var isNew: Bool
}
