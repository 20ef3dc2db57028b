import Pipelines

/// Everything that the output of ``AssembleHandler`` depends on: what the memo's key is made of.
///
/// Prompts, budgets, schedules and channels are not in it, so a change of those makes nothing again.
struct AssembleMaterial: Encodable {
    private struct Product: Encodable {
        var name: String
        var kind: ProductSpec.Kind
        var formats: [ProductSpec.Format]
        var manuscript: Digest?
        var covers: [AssetReference]
    }

    private var pipeline: String
    private var itemKey: String
    private var tenant: TenantID
    private var brand: Brand
    private var products: [Product]

    init(_ request: StageRequest) {
        pipeline = request.pipeline.name
        itemKey = request.item.key
        tenant = request.tenant
        brand = request.pipeline.brand
        // How texts sound is in the manuscripts already.
        brand.voice = nil
        products = request.pipeline.products.map { product in
            Product(
                name: product.name, kind: product.kind, formats: product.formats,
                manuscript: request.input.generate?.manuscripts[product.name]?.digest,
                covers: request.input.cover?.covers[product.name] ?? [])
        }
    }

    func json() throws -> JSONValue { try JSONValue(encoding: self) }
}
