import EventLoops
import Pipelines

/// A handler that does what a test says, and counts the attempts of each item.
final class TestHandler: StageHandler {
    let stage: Stage
    let version = 1
    let timeout: Duration
    private let material: JSONValue?
    private let work: @Sendable (StageRequest) async throws -> StageOutcome
    private let attempts = Locked<[String: Int]>([:])

    init(
        _ stage: Stage, timeout: Duration = .seconds(60), memo: JSONValue? = nil,
        _ work: @escaping @Sendable (StageRequest) async throws -> StageOutcome = { try TestHandler.done($0) }
    ) {
        self.stage = stage
        self.timeout = timeout
        material = memo
        self.work = work
    }

    /// An output that the next stage can read.
    static func done(_ request: StageRequest) throws -> StageOutcome {
        switch request.job.stage {
        case .scrape: .completed(try JSONValue(encoding: ScrapeOutput(documents: [])))
        case .generate:
            .completed(
                try JSONValue(
                    encoding: GenerateOutput(manuscripts: [:], cost: Money(micros: 0, currency: "USD"))))
        case .cover: .completed(try JSONValue(encoding: CoverOutput(covers: [:])))
        case .assemble: .completed(try JSONValue(encoding: AssembleOutput(products: [:])))
        case .expand, .review, .distribute: .completed(.string(request.item.key))
        }
    }

    func memoMaterial(_ request: StageRequest) throws -> JSONValue? {
        material.map { .array([$0, .string(request.item.key)]) }
    }

    func run(_ context: any StageContext) async throws -> StageOutcome {
        attempts.withLock { $0[context.request.item.key, default: 0] += 1 }
        return try await work(context.request)
    }

    func attempts(of key: String) -> Int { attempts.withLock { $0[key, default: 0] } }
    var items: Int { attempts.withLock { $0.count } }
    var total: Int { attempts.withLock { $0.values.reduce(0, +) } }
}
