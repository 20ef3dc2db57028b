import Catalog
import EventLoops
import Foundation
import Pipelines
import PressworkRuntime

/// Writes the files of a version into a folder.
struct AssetFiles: Sendable {
    let folder: String

    init(_ folder: String) { self.folder = folder }

    /// - Returns: The paths, in the order of the assets.
    func write(_ version: ProductVersionReference, from platform: Platform) async throws -> [String] {
        var paths: [String] = []
        for asset in version.assets {
            let bytes = try await platform.products.bytes(of: asset, for: platform.tenant)
            let path = "\(folder)/\(Self.segment(version.product.product))-\(Self.segment(asset.fileName))"
            try await platform.pool.run {
                try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
                try Data(bytes).write(to: URL(filePath: path), options: .atomic)
            }
            paths.append(path)
        }
        return paths
    }

    /// One name of a path: nothing that could leave the folder.
    static func segment(_ text: String) -> String {
        let kept = String(text.map { $0 == "/" || $0 == "\0" ? "-" : $0 }.drop { $0 == "." }.prefix(120))
        return kept.isEmpty ? "file" : kept
    }
}
