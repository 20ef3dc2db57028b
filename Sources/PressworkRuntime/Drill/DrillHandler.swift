import Pipelines
import Redis

/// Stands in for a stage in a drill: a run of jobs that do nothing but count themselves, so that a fleet can be
/// measured, scaled and broken on purpose without sources, providers or shops.
///
/// It counts at an oracle, a Redis server that is no part of the fleet: what was done is known to someone who does not
/// ask the fleet.
struct DrillHandler: StageHandler {
    let stage: Stage
    let version = 1
    let timeout: Duration
    let oracle: RedisClient
    /// The least that the next stage's input can be read from.
    private let output: JSONValue

    init(stage: Stage, timeout: Duration, oracle: RedisClient) throws {
        self.stage = stage
        self.timeout = timeout
        self.oracle = oracle
        output = try Self.output(of: stage)
    }

    func memoMaterial(_ request: StageRequest) throws -> JSONValue? { nil }

    func run(_ context: any StageContext) async throws -> StageOutcome {
        let request = context.request
        let order = try DrillOrder(parameters: request.run.parameters)
        if stage == .expand { return .expanded(order.chunk(after: request.checkpoint)) }
        if order.pause > .zero { try await Task.sleep(for: order.pause) }
        await misbehave(as: order, item: request.item.key)
        if order.errorShare > 0, Double.random(in: 0..<1) < order.errorShare {
            throw StageError(
                code: "drill.error", message: "the drill asked for errors", disposition: .retry(after: nil))
        }
        if stage == .distribute, order.hasEffects { try await makeEffect(in: context) }
        _ = try await oracle.increment(DrillOrder.key(request.run.id, stage))
        return .completed(output)
    }

    private static func output(of stage: Stage) throws -> JSONValue {
        switch stage {
        case .scrape: try JSONValue(encoding: ScrapeOutput(documents: []))
        case .generate: try JSONValue(encoding: GenerateOutput(manuscripts: [:], cost: .zero))
        case .cover: try JSONValue(encoding: CoverOutput(covers: [:]))
        case .assemble: try JSONValue(encoding: AssembleOutput(products: [:]))
        case .expand, .review, .distribute: .object([:])
        }
    }
}
