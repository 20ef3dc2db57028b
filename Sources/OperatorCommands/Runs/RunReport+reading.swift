import Catalog
import Pipelines
import PressworkRuntime

extension RunReport {
    /// Gathers what is known of a run.
    ///
    /// - Parameter exported: the products whose files were written, with their page; `nil` when none were.
    static func read(
        _ run: RunDetail, from platform: Platform,
        exported: (page: String, products: [ExportedProduct])? = nil
    ) async throws -> RunReport {
        let id = run.summary.id
        let jobs = try await platform.runs.jobs(in: id, limit: stepLimit)
        let products: [ProductVersionRecord]
        if let exported {
            let keys = Set(jobs.compactMap(\.itemKey))
            products = exported.products.map(\.record).filter { keys.contains($0.reference.product.itemKey) }
        } else {
            products = try await newest(of: id, from: platform)
        }
        return RunReport(
            run: run, jobs: jobs, products: products,
            deliveries: try await platform.deliveries.list(.init(run: id), for: platform.tenant),
            cost: try await CostReport.read(id, from: platform.database, for: platform.tenant), page: exported?.page)
    }

    private static func newest(of run: RunID, from platform: Platform) async throws -> [ProductVersionRecord] {
        var records: [ProductVersionRecord] = []
        for product in try await platform.products.list(run: run, limit: 200, for: platform.tenant) {
            records += try await platform.products.versions(of: product.identity, for: platform.tenant).prefix(1)
        }
        return records
    }
}
