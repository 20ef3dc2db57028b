import Pipelines

/// The covers that a product's formats need, and the brand's logo, loaded.
struct Pictures: Sendable {
    var cover: StillImage?
    var header: StillImage?
    /// Stands on title pages and at the end of web pages.
    var logo: StillImage?
    /// Whether the version has a header for a letter to show.
    var hasHeader: Bool

    /// Loads what will be used and no more: mail names its header, and posts carry their card beside them.
    /// - Throws: ``StageError`` `cover.format` when a file is neither JPEG nor PNG.
    init(_ covers: [AssetReference], _ product: ProductSpec, _ context: any StageContext, limit: Int) async throws {
        let front = covers.first { $0.role == .cover }
        let wide = covers.first { $0.role == .header }
        hasHeader = wide != nil
        if product.formats.contains(.epub) || product.formats.isEmpty, let front {
            cover = try await Self.load(front, context, limit)
        }
        if product.formats.contains(.html), let wide {
            header = try await Self.load(wide, context, limit)
        }
        if let path = context.request.pipeline.brand.logo, !product.formats.allSatisfy({ $0 == .text }) {
            logo = StillImage(try await context.bundleFile(path))
        }
    }

    private static func load(
        _ asset: AssetReference, _ context: any StageContext, _ limit: Int
    ) async throws -> StillImage {
        guard let image = StillImage(try await context.load(asset.digest, limit: limit)) else {
            throw StageError(
                code: "cover.format",
                message: "The picture `\(asset.fileName)` is neither JPEG nor PNG; books and mail show no other.",
                disposition: .discard)
        }
        return image
    }
}
