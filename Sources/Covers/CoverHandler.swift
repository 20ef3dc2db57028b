package import EventLoops
import Imaging
package import Pipelines

/// The stage `cover`: draws the covers that an item's products ask for and stores them.
package struct CoverHandler: StageHandler {
    package let stage = Stage.cover
    /// Raise it when a cover's pixels change for the same brief; a golden test reminds.
    package var version: Int { Self.currentVersion }
    static let currentVersion = 2
    package let timeout = Duration.seconds(120)
    private let renderer: CoverRenderer
    private let pool: ComputePool

    package init(renderer: CoverRenderer, pool: ComputePool) {
        self.renderer = renderer
        self.pool = pool
    }

    package func memoMaterial(_ request: StageRequest) throws -> JSONValue? {
        .object(
            Dictionary(
                uniqueKeysWithValues: try orders(request).map { order in
                    (
                        order.product.name,
                        .object([
                            "brief": order.brief.memoMaterial,
                            "sizes": .array(order.sizes.map { .string($0.rawValue) }),
                        ])
                    )
                }))
    }

    package func run(_ context: any StageContext) async throws -> StageOutcome {
        let orders = try orders(context.request)
        let total = orders.reduce(0) { $0 + $1.sizes.count }
        var covers: [String: [AssetReference]] = [:]
        var done = 0
        for order in orders {
            for size in order.sizes {
                try Task.checkCancellation()
                let bytes = try await drawn(order.brief, size)
                let asset = try await context.store(
                    bytes, mediaType: "image/jpeg", role: size.role,
                    fileName: "\(order.product.name)-\(size.role.rawValue).jpg")
                covers[order.product.name, default: []].append(asset)
                done += 1
                await context.report(progress: Double(done) / Double(total), "\(order.product.name) \(size.rawValue)")
            }
        }
        return .completed(try JSONValue(encoding: CoverOutput(covers: covers)))
    }

    /// What is to be drawn for an item.
    private struct Order {
        let product: ProductSpec
        let brief: CoverBrief
        let sizes: [CoverSize]
    }

    private func orders(_ request: StageRequest) throws(StageError) -> [Order] {
        var orders: [Order] = []
        for product in request.pipeline.products {
            guard let cover = product.cover else { continue }
            do {
                let brief = try CoverBrief(product, cover, request)
                let sizes = CoverSize.needed(for: product, distribution: request.pipeline.distribution)
                orders.append(Order(product: product, brief: brief, sizes: sizes))
            } catch {
                throw Self.stageError(error, "product \(product.name)")
            }
        }
        return orders
    }

    /// Drawing computes for a tenth of a second and more, so it leaves the cooperative pool.
    private func drawn(_ brief: CoverBrief, _ size: CoverSize) async throws -> [UInt8] {
        do {
            let renderer = renderer
            return try await pool.run { try renderer.render(brief, size: size, format: .jpeg) }
        } catch let error as CoverError {
            throw Self.stageError(error, "“\(brief.title.prefix(60))”")
        }
    }

    /// The same brief fails again the same way, so nothing is retried.
    private static func stageError(_ error: CoverError, _ subject: String) -> StageError {
        StageError(
            code: "cover.\(error.code.rawValue)", message: "The cover of \(subject) cannot be drawn: \(error.message)",
            disposition: .discard, underlying: error)
    }
}
