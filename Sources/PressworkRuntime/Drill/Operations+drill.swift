package import Catalog
import Pipelines

extension Operations {
    /// Enqueues a drill: a run whose jobs do nothing, for workers that were started with `--drill`.
    ///
    /// - Parameter expanding: whether the `expand` stage makes the items, as in real runs; otherwise all of them are
    ///   committed before this returns.
    package func drill(_ order: DrillOrder, expanding: Bool, by actor: String) async throws -> EnqueuedRun {
        let applied = try await platform.pipelines.apply(
            PipelineBundle(files: [:]), as: Pipeline(name: "drill"), by: actor, for: tenant)
        return try await RunStore(platform.database, tenant: tenant).enqueue(
            NewRun(
                pipeline: PipelineID(applied.id.rawValue), stages: order.stages,
                contents: expanding ? .expand : .items(order.newItems), parameters: order.parameters, actor: actor))
    }
}
