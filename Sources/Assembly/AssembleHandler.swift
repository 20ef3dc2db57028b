package import EventLoops
package import Pipelines

/// The stage `assemble`: sets the manuscript of each product in each of its formats, stores the files and records the
/// version, of which the product's covers are a part.
///
/// Equal manuscripts, covers and brand give equal bytes. Rendering runs on the compute pool.
package struct AssembleHandler: StageHandler {
    package let stage = Stage.assemble
    package let version = 1
    package let timeout = Duration.seconds(120)

    /// Limits on what is read from the store, in bytes.
    private static let maximumManuscript = 32 << 20
    private static let maximumCover = 64 << 20

    private let pool: ComputePool

    /// - Parameter pool: where Markdown is parsed and files are rendered.
    package init(pool: ComputePool) {
        self.pool = pool
    }

    package func memoMaterial(_ request: StageRequest) throws -> JSONValue? {
        try AssembleMaterial(request).json()
    }

    package func run(_ context: any StageContext) async throws -> StageOutcome {
        var versions: [String: ProductVersionReference] = [:]
        let products = context.request.pipeline.products
        for (index, product) in products.enumerated() {
            await context.report(progress: Double(index) / Double(products.count), product.name)
            versions[product.name] = try await assemble(product, context)
        }
        return .completed(try JSONValue(encoding: AssembleOutput(products: versions)))
    }

    private func assemble(_ product: ProductSpec, _ context: any StageContext) async throws -> ProductVersionReference {
        let request = context.request
        let identity = ProductIdentity(
            pipeline: request.pipeline.name, product: product.name, itemKey: request.item.key)
        guard let reference = request.input.generate?.manuscripts[product.name] else {
            throw StageError(
                code: "manuscript.missing", message: "No manuscript was written for the product `\(product.name)`.",
                disposition: .discard)
        }
        let manuscript = try await context.load(reference.digest, limit: Self.maximumManuscript)
        let covers = request.input.cover?.covers[product.name] ?? []
        let pictures = try await Pictures(covers, product, context, limit: Self.maximumCover)
        let (tenant, brand) = (request.tenant, request.pipeline.brand)
        let rendering = try await pool.run {
            try Self.render(manuscript, of: identity, product, tenant: tenant, brand: brand, pictures)
        }
        var assets: [AssetReference] = []
        for file in rendering.files {
            assets.append(
                try await context.store(
                    file.bytes, mediaType: file.mediaType, role: file.role, fileName: file.fileName))
        }
        return try await context.recordVersion(
            NewVersion(
                product: identity, title: rendering.title, summary: rendering.summary, manuscript: reference,
                assets: assets + covers))
    }

    /// What the pool gives back.
    private struct Rendering: Sendable {
        var title: String
        var summary: String
        var files: [ProductSetter.File]
    }

    private static func render(
        _ stored: [UInt8], of identity: ProductIdentity, _ product: ProductSpec, tenant: TenantID, brand: Brand,
        _ pictures: Pictures
    ) throws -> Rendering {
        do {
            let manuscript = try JSONValue(parsing: stored).decode(as: Manuscript.self)
            let edition = try Edition(
                manuscript, of: identity, tenant: tenant, brand: brand, content: Digest(of: stored),
                cover: pictures.cover, header: pictures.header, hasHeader: pictures.hasHeader, logo: pictures.logo)
            let files = try ProductSetter.files(of: edition, product, named: Slug.fileName(of: identity))
            return Rendering(title: edition.title, summary: edition.summary, files: files)
        } catch let error as AssemblyError {
            throw StageError(
                code: "assemble.\(error.code.rawValue)", message: "The product `\(identity)`: \(error.message)",
                disposition: .discard, underlying: error)
        } catch let error as DecodingError {
            throw StageError(
                code: "manuscript.malformed", message: "The stored manuscript of `\(identity)` cannot be read.",
                disposition: .discard, underlying: error)
        }
    }
}
