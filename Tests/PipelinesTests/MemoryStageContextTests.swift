import Pipelines
import PressworkTestSupport
import Testing

@Suite("The record of truth in memory")
struct MemoryStageContextTests {
    static func version(_ context: MemoryStageContext, _ text: String) async throws -> ProductVersionReference {
        let asset = try await context.store(
            Array(text.utf8), mediaType: "text/html", role: .letter, fileName: "letter.html")
        return try await context.recordVersion(
            NewVersion(
                product: ProductIdentity(pipeline: "p", product: "letter", itemKey: "k"), title: "T", summary: "S",
                manuscript: ManuscriptReference(digest: Digest(of: "m"), title: "T"), assets: [asset]))
    }

    @Test("a superseded attempt is fenced, whatever it writes")
    func fence() async throws {
        let first = MemoryStageContext(.assemble)
        try await first.checkpoint(.integer(3))
        let second = await first.nextAttempt()
        #expect(second.request.checkpoint == .integer(3))
        #expect(second.request.job.attempt == 2)
        let error = await #expect(throws: StageError.self) {
            _ = try await first.store([1], mediaType: "a/b", role: .data, fileName: "x")
        }
        #expect(error?.code == "job.fenced")
        _ = try await second.store([1], mediaType: "a/b", role: .data, fileName: "x")
    }

    @Test("versions count up by what is in them")
    func versions() async throws {
        let context = MemoryStageContext(.assemble)
        #expect(try await Self.version(context, "a").version == 1)
        #expect(try await Self.version(context, "a").version == 1)
        #expect(try await Self.version(context, "b").version == 2)
        #expect(try await Self.version(context, "a").version == 3)
    }

    @Test("on an append channel a new version is the same delivery, on a replace channel another")
    func keys() async throws {
        let context = MemoryStageContext(.distribute)
        let one = try await Self.version(context, "a")
        let two = try await Self.version(context, "b")
        func plan(_ version: ProductVersionReference, _ channel: Channel, _ action: DeliveryAction) -> DeliveryPlan {
            DeliveryPlan(
                distribution: "d", channel: channel, version: version, action: action, recipient: "a@b.example")
        }
        let mails = try await context.plan([plan(one, .mail, .mail), plan(two, .mail, .mail)])
        let shops = try await context.plan([plan(one, .shop, .publish), plan(two, .shop, .publish)])
        #expect(mails[0].id == mails[1].id)
        #expect(shops[0].id != shops[1].id)
        #expect(await context.record.deliveries.count == 3)
    }

    @Test("who finds a delivery armed by another attempt may not send")
    func arming() async throws {
        let first = MemoryStageContext(.distribute)
        let version = try await Self.version(first, "a")
        let delivery = try await first.plan([
            DeliveryPlan(distribution: "d", channel: .shop, version: version, action: .publish)
        ])[0]
        guard case .armed = try await first.arm(delivery) else {
            Issue.record("not armed")
            return
        }
        let second = await first.nextAttempt()
        await second.record.advance(by: 20)
        guard case .unknown(let found, let wait) = try await second.arm(delivery) else {
            Issue.record("armed twice")
            return
        }
        #expect(found.state == .unknown)
        #expect(wait == .seconds(40))
        try await second.resolve(found, as: .confirmed(externalID: "x", location: nil))
        guard case .alreadyDone(let done) = try await second.arm(delivery) else {
            Issue.record("sent again")
            return
        }
        #expect(done.externalID == "x")
        #expect(
            try await second.lastConfirmed(version.product, on: Channel.shop.name, action: .publish)?.id == delivery.id)
    }

    @Test("what was not sent may be planned and armed again; a stranger may not resolve")
    func resolving() async throws {
        let context = MemoryStageContext(.distribute)
        let version = try await Self.version(context, "a")
        let delivery = try await context.plan([
            DeliveryPlan(distribution: "d", channel: .shop, version: version, action: .publish)
        ])[0]
        await #expect(throws: StageError.self) {
            try await context.resolve(delivery, as: .confirmed(externalID: nil, location: nil))
        }
        _ = try await context.arm(delivery)
        try await context.resolve(delivery, as: .notSent(reason: "refused"))
        #expect(await context.record.deliveriesByState == [.planned: 1])
        guard case .armed = try await context.arm(delivery) else {
            Issue.record("not armed again")
            return
        }
    }

    @Test("budgets count what is spent and set aside")
    func budgets() async throws {
        func dollars(_ amount: Int64) -> Money { Money(micros: amount * 1_000_000, currency: "USD") }
        let context = MemoryStageContext(.generate, pipeline: .fixture { $0.budget = Budget(run: dollars(5)) })
        let first = try await context.reserve(dollars(3))
        await #expect(throws: StageError.self) { _ = try await context.reserve(dollars(3)) }
        try await context.release(first)
        let second = try await context.reserve(dollars(4))
        let generation = Generation(
            prompt: Digest(of: "p"), provider: "x", model: "m", agent: "a", output: "o", inputTokens: 1,
            outputTokens: 1,
            cost: dollars(2), reservation: second)
        try await context.record(generation)
        try await context.record(generation)
        #expect(await context.record.spent == dollars(2))
        #expect(await context.record.reserved == dollars(0))
        #expect(try await context.generation(Digest(of: "p"))?.output == "o")
        _ = try await context.reserve(dollars(3))
    }

    @Test("suppressed readers are never given to a stage; pages follow the address")
    func readers() async throws {
        let context = MemoryStageContext(.distribute)
        let readers = ["c", "a", "b", "d"].map { name in
            MemorySubscriber(
                Subscriber(address: "\(name)@x.example", unsubscribeToken: name),
                segments: name == "d" ? [] : ["weekly"], isSuppressed: name == "b")
        }
        await context.record.setReaders(readers, of: Channel.mail.name)
        let page = try await context.subscribers(of: Channel.mail.name, segment: "weekly", after: nil, limit: 1)
        #expect(page.map(\.address) == ["a@x.example"])
        let next = try await context.subscribers(
            of: Channel.mail.name, segment: "weekly", after: "a@x.example", limit: 9)
        #expect(next.map(\.address) == ["c@x.example"])
    }
}
