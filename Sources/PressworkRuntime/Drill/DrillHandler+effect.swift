import Pipelines
import Redis

extension DrillHandler {
    /// Makes an item's one effect, by the rules of every delivery: planned, armed, made, resolved. The oracle is the
    /// channel: it keeps who made the effect, so that two of them cannot hide, and shows at once what it has.
    func makeEffect(in context: any StageContext) async throws {
        let request = context.request
        let version = try await context.recordVersion(
            NewVersion(
                product: ProductIdentity(pipeline: "drill", product: "\(request.run.id)", itemKey: request.item.key),
                title: "drill", summary: "",
                manuscript: ManuscriptReference(digest: Digest(of: "drill"), title: "drill"), assets: []))
        let plan = DeliveryPlan(distribution: "drill", channel: Self.channel, version: version, action: .post)
        for delivery in try await context.plan([plan]) where delivery.state != .confirmed {
            switch try await context.arm(delivery) {
            case .alreadyDone: continue
            case .armed(let armed): try await send(armed, in: context)
            case .unknown(let unknown, let wait): try await clearUp(unknown, after: wait, in: context)
            }
        }
    }

    private static let channel = Channel(
        name: ChannelName(kind: .social, name: "drill"), account: "drill", settings: [:], secrets: [:])

    private func key(_ request: StageRequest) -> String { DrillOrder.effectKey(request.run.id, item: request.item.key) }

    private func send(_ delivery: Delivery, in context: any StageContext) async throws {
        let request = context.request
        let left = context.deadline - .now
        guard left > .milliseconds(100) else {
            try await context.resolve(delivery, as: .notSent(reason: "no time was left"))
            throw StageError(code: "drill.no_time", message: "no time was left", disposition: .snooze(.zero))
        }
        do {
            let author = "\(request.job.id) \(request.job.attempt)"
            _ = try await oracle.send(RedisCommand("LPUSH", key(request), author), timeout: min(left, .seconds(10)))
        } catch {
            try await context.resolve(delivery, as: .unknown(reason: "\(error)"))
            throw StageError(code: "drill.unknown", message: "\(error)", disposition: .snooze(.zero))
        }
        try await context.resolve(delivery, as: .confirmed(externalID: "\(request.job.attempt)", location: nil))
    }

    /// A reply was lost, in this attempt or an earlier one. That it is there is believed at once.
    private func clearUp(_ delivery: Delivery, after wait: Duration, in context: any StageContext) async throws {
        if try await oracle.listLength(key(context.request)) > 0 {
            try await context.resolve(delivery, as: .confirmed(externalID: "looked up", location: nil))
        } else if wait > .zero {
            throw StageError(code: "drill.look_up", message: "looked up later", disposition: .snooze(wait))
        } else {
            try await context.resolve(delivery, as: .notSent(reason: "looked up: it is not there"))
            throw StageError(code: "drill.again", message: "planned again", disposition: .snooze(.zero))
        }
    }
}
