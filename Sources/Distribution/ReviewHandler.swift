package import Pipelines

/// The `review` stage: asks a person, unless what the person would read was accepted before.
package struct ReviewHandler: StageHandler {
    package let stage = Stage.review
    package let version = 1

    package init() {}

    package func memoMaterial(_ request: StageRequest) throws -> JSONValue? { nil }

    package func run(_ context: any StageContext) async throws -> StageOutcome {
        let request = context.request
        let names = request.pipeline.review?.products ?? []
        let versions = names.compactMap { request.input.assemble?.products[$0] }
        let proof = JSONValue.object(["products": try JSONValue(encoding: versions)])
        for version in versions {
            let accepted = try await context.frozenManuscript(of: version.product)
            if accepted?.digest != version.manuscript.digest { return .awaitingReview(proof) }
        }
        return .completed(proof)
    }
}
