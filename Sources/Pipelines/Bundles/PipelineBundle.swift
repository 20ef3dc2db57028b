/// A pipeline's folder as it is stored: files by relative path, content-addressed.
package struct PipelineBundle: Sendable, Hashable {
    package static let byteLimit = 64 << 20
    package static let fileLimit = 10_000
    package static let depthLimit = 16
    /// Where the manifest stands in every bundle.
    package static let manifestName = "pipeline.yaml"
    /// Where accounts are described, if the bundle says.
    package static let channelsName = "channels.yaml"

    /// Bytes by relative path.
    package let files: [String: [UInt8]]

    /// Takes files that were read or loaded before.
    ///
    /// - Throws: ``BundleError`` for a path that leaves the bundle, or more than the limits.
    package init(files: [String: [UInt8]]) throws(BundleError) {
        guard files.count <= Self.fileLimit else {
            throw BundleError(
                code: .tooMany, message: "The bundle has \(files.count) files; at most \(Self.fileLimit) are allowed.")
        }
        for path in files.keys.sorted() where !ManifestScalar.isBundlePath(path) {
            throw BundleError(code: .unsafePath, message: "`\(path)` is not a relative path inside the bundle.")
        }
        let bytes = files.values.reduce(0) { $0 + $1.count }
        guard bytes <= Self.byteLimit else {
            throw BundleError(
                code: .tooLarge, message: "The bundle has \(bytes) bytes; at most \(Self.byteLimit) are allowed.")
        }
        self.files = files
    }

    /// A single manifest is a bundle too.
    package init(manifest: [UInt8]) throws(BundleError) { try self.init(files: [Self.manifestName: manifest]) }

    /// Path → SHA-256 of each file.
    package var digests: [String: Digest] { files.mapValues { Digest(of: $0) } }

    /// SHA-256 over paths and digests: the address of the whole bundle.
    package func digest() throws -> Digest {
        try JSONValue.object(digests.mapValues { .string($0.hex) }).digest()
    }
}
