import Foundation
import Pipelines
import Postgres
import PressworkTestSupport
import Testing

@testable import Catalog

@Suite struct LedgerTests {
    private func plan(
        _ version: ProductVersionReference, on channel: Channel = .shop, action: DeliveryAction = .publish,
        recipient: String? = nil
    ) -> DeliveryPlan {
        DeliveryPlan(
            distribution: "d", channel: channel, version: version, action: action, recipient: recipient)
    }

    private func armed(_ outcome: ArmOutcome) -> Delivery? {
        if case .armed(let delivery) = outcome { delivery } else { nil }
    }

    @Test func aDeliveryGoesOutOnceAndIsFoundDoneAfterwards() async throws {
        let records = try await RecordsDatabase.get()
        let tenant = try await records.tenant()
        let first = records.context(try await records.job(of: tenant))
        let version = try await records.version(first)
        let planned = try await first.plan([plan(version)])
        #expect(planned.map(\.state) == [.planned])
        let delivery = try #require(armed(try await first.arm(planned[0])))
        #expect(delivery.state == .armed && delivery.armedAt != nil)
        try await first.resolve(delivery, as: .confirmed(externalID: "g1", location: "https://shop.example/g1"))
        try await first.resolve(delivery, as: .confirmed(externalID: "g1", location: "https://shop.example/g1"))

        let second = records.context(try await records.job(of: tenant))
        let again = try await second.plan([plan(version)])
        #expect(again.map(\.id) == planned.map(\.id))
        guard case .alreadyDone(let done) = try await second.arm(again[0]) else {
            Issue.record("armed a delivery that was confirmed")
            return
        }
        #expect(done.externalID == "g1" && done.location == "https://shop.example/g1")
    }

    @Test func aPausedChannelGivesNoRightToSend() async throws {
        let records = try await RecordsDatabase.get()
        let tenant = try await records.tenant()
        let context = records.context(try await records.job(of: tenant))
        let version = try await records.version(context)
        let (shop, mail) = (
            try await context.plan([plan(version)])[0],
            try await context.plan([plan(version, on: .mail, action: .mail, recipient: "ana@example.org")])[0]
        )
        try await records.admin.query(
            """
            INSERT INTO presswork.gate (tenant_id, limit_key, paused_at, actor)
            VALUES (\(tenant), \(Channel.shop.name.limitKey), now(), 'ana')
            """)
        let error = await #expect(throws: StageError.self) { try await context.arm(shop) }
        #expect(error?.code == "channel.paused" && error?.disposition == .snooze(.seconds(60)))
        #expect(armed(try await context.arm(mail)) != nil)
        try await records.admin.query("DELETE FROM presswork.gate WHERE tenant_id = \(tenant)")
        #expect(armed(try await context.arm(shop)) != nil)
    }

    @Test func ofManyThatArmAtOnceOneMaySend() async throws {
        let records = try await RecordsDatabase.get()
        let tenant = try await records.tenant()
        let first = records.context(try await records.job(of: tenant))
        let delivery = try await first.plan([plan(try await records.version(first))])[0]
        var contexts = [first]
        for _ in 0..<5 { contexts.append(records.context(try await records.job(of: tenant))) }
        let outcomes = try await withThrowingTaskGroup(of: ArmOutcome.self) { group in
            for context in contexts { group.addTask { try await context.arm(delivery) } }
            var outcomes: [ArmOutcome] = []
            for try await outcome in group { outcomes.append(outcome) }
            return outcomes
        }
        #expect(outcomes.compactMap(armed).count == 1)
    }

    @Test func whatAnotherAttemptArmedIsUnknownUntilItsRequestMustHaveEnded() async throws {
        let records = try await RecordsDatabase.get()
        let tenant = try await records.tenant()
        let request = try await records.job(of: tenant)
        let first = records.context(request)
        let version = try await records.version(first)
        let delivery = try await first.plan([plan(version)])[0]
        #expect(armed(try await first.arm(delivery)) != nil)

        let second = records.context(try await records.reclaim(request))
        guard case .unknown(let doubted, let wait) = try await second.arm(delivery) else {
            Issue.record("a delivery that another attempt armed was not unknown")
            return
        }
        #expect(doubted.state == .unknown)
        #expect(wait > .seconds(60) && wait <= .seconds(90), "60 s of request and 30 s of the shop's own delay")
        await #expect(throws: StageError.self, "not found yet says nothing") {
            try await second.resolve(doubted, as: .notSent(reason: "not found"))
        }
        try await records.admin.query(
            "UPDATE presswork.delivery SET armed_at = armed_at - interval '2 minutes' WHERE id = \(delivery.id)")
        guard case .unknown(_, lookUpAfter: .zero) = try await second.arm(delivery) else {
            Issue.record("the wait did not end")
            return
        }
        try await second.resolve(doubted, as: .notSent(reason: "not found"))
        #expect(armed(try await second.arm(delivery)) != nil)
        // The first attempt, long fenced, has no word in what the second armed.
        await #expect(throws: StageError.self) {
            try await first.resolve(delivery, as: .confirmed(externalID: "late", location: nil))
        }
    }

    @Test func theArmerMaySayHowItEndedEvenWhenFenced() async throws {
        let records = try await RecordsDatabase.get()
        let tenant = try await records.tenant()
        let request = try await records.job(of: tenant)
        let first = records.context(request)
        let delivery = try await first.plan([plan(try await records.version(first))])[0]
        _ = try await first.arm(delivery)
        let second = records.context(try await records.reclaim(request))
        _ = try await second.arm(delivery)
        try await first.resolve(delivery, as: .confirmed(externalID: "g1", location: nil))
        guard case .alreadyDone(let done) = try await second.arm(delivery) else {
            Issue.record("a confirmed delivery was not done")
            return
        }
        #expect(done.externalID == "g1")
    }

    @Test func aFencedAttemptGetsNoRightToSend() async throws {
        let records = try await RecordsDatabase.get()
        let request = try await records.job(of: try await records.tenant())
        let first = records.context(request)
        let delivery = try await first.plan([plan(try await records.version(first))])[0]
        _ = try await records.reclaim(request)
        let error = await #expect(throws: StageError.self) { _ = try await first.arm(delivery) }
        #expect(error?.code == "job.fenced")
    }

    @Test func appendChannelsReachAPersonOnceWhateverTheVersion() async throws {
        let records = try await RecordsDatabase.get()
        let tenant = try await records.tenant()
        let first = records.context(try await records.job(of: tenant))
        let one = try await records.version(first)
        let sent = try await first.plan([plan(one, on: .mail, action: .mail, recipient: "a@example.org")])[0]
        try await first.resolve(
            try #require(armed(try await first.arm(sent))), as: .confirmed(externalID: nil, location: nil))
        let two = try await records.version(first, text: "second")
        #expect(two.version == 2)
        let again = try await first.plan([
            plan(two, on: .mail, action: .mail, recipient: "a@example.org"),
            plan(two, on: .mail, action: .mail, recipient: "b@example.org"),
        ])
        #expect(again.map(\.state) == [.confirmed, .planned])
        let resend = records.context(try await records.job(of: tenant, resend: "wrong link"))
        let third = try await resend.plan([plan(two, on: .mail, action: .mail, recipient: "a@example.org")])
        #expect(third.map(\.state) == [.planned])
    }

    @Test(arguments: [RunOrigin.backfill, .catchup])
    func runsThatMakeUpForThePastReachNobody(origin: RunOrigin) async throws {
        let records = try await RecordsDatabase.get()
        let tenant = try await records.tenant()
        let late = records.context(try await records.job(of: tenant, origin: origin))
        let version = try await records.version(late)
        let error = await #expect(throws: StageError.self) {
            _ = try await late.plan([plan(version, on: .mail, action: .mail, recipient: "a@example.org")])
        }
        #expect(error?.code == "delivery.append_refused")
        #expect(try await late.plan([plan(version)]).count == 1, "shops are replaced as ever")
        let told = records.context(try await records.job(of: tenant, origin: origin, resend: "they asked"))
        let mail = try await told.plan([plan(version, on: .mail, action: .mail, recipient: "a@example.org")])
        #expect(mail.count == 1)
    }

    @Test func aRehearsalIsNotALiveDelivery() async throws {
        let records = try await RecordsDatabase.get()
        let tenant = try await records.tenant()
        try await ChannelStore(database: records.database).upsert(Channel.fixtures, for: tenant)
        let rehearsal = records.context(try await records.job(of: tenant, mode: .rehearse))
        let version = try await records.version(rehearsal)
        let delivery = try await rehearsal.plan([plan(version)])[0]
        #expect(delivery.plan.channel == .shop, "the handler sees the channel as it is")
        _ = try await rehearsal.arm(delivery)
        try await rehearsal.resolve(delivery, as: .confirmed(externalID: "r", location: nil))
        #expect(try await rehearsal.frozenManuscript(of: version.product) == nil)

        let live = records.context(try await records.job(of: tenant, mode: .live))
        #expect(try await live.lastConfirmed(version.product, on: Channel.shop.name, action: .publish) == nil)
        let real = try await live.plan([plan(version)])[0]
        #expect(real.state == .planned && real.key != delivery.key)
        _ = try await live.arm(real)
        try await live.resolve(real, as: .confirmed(externalID: "g", location: nil))
        let last = try await live.lastConfirmed(version.product, on: Channel.shop.name, action: .publish)
        #expect(last?.externalID == "g" && last?.plan.version == version)
        let frozen = try await live.frozenManuscript(of: version.product)
        #expect(frozen?.digest == version.manuscript.digest && frozen?.frozen == true)
    }

    @Test func aVersionThatReturnsIsPublishedAgain() async throws {
        let records = try await RecordsDatabase.get()
        let context = records.context(try await records.job(of: try await records.tenant()))
        func publish(_ version: ProductVersionReference) async throws -> Bool {
            let delivery = try await context.plan([plan(version)])[0]
            guard let armed = armed(try await context.arm(delivery)) else { return false }
            try await context.resolve(armed, as: .confirmed(externalID: "g", location: nil))
            return true
        }
        let one = try await records.version(context, text: "A")
        #expect(try await publish(one))
        #expect(try await !publish(one))
        #expect(try await publish(try await records.version(context, text: "B")))
        #expect(try await !publish(one), "an old run that is retried does not undo the newer version")
        let three = try await records.version(context, text: "A")
        #expect(three.version == 3 && three.digest == one.digest)
        #expect(try await publish(three))
        #expect(try await !publish(three))
    }

    @Test func aPersonDecidesWhatTheFleetCannot() async throws {
        let records = try await RecordsDatabase.get()
        let tenant = try await records.tenant()
        let context = records.context(try await records.job(of: tenant))
        let delivery = try await context.plan([plan(try await records.version(context))])[0]
        _ = try await context.arm(delivery)
        let store = DeliveryStore(database: records.database, settings: LedgerSettings(longestRequest: .seconds(60)))
        await #expect(throws: CatalogError.self, "it may be under way") {
            _ = try await store.resolve(delivery.id, as: .planned, reason: "no mail came", by: "ana", for: tenant)
        }
        try await context.resolve(delivery, as: .unknown(reason: "the reply was lost"))
        try await records.admin.query(
            "UPDATE presswork.delivery SET armed_at = armed_at - interval '2 minutes' WHERE id = \(delivery.id)")
        #expect(try await store.list(.init(state: .unknown), for: tenant).map(\.id) == [delivery.id])
        let decided = try await store.resolve(
            delivery.id, as: .planned, reason: "not in the shop", by: "ana", for: tenant)
        #expect(decided.state == .planned)
        #expect(armed(try await context.arm(delivery)) != nil)
        let events = try await EventStore(database: records.database).list(for: tenant)
        #expect(events.contains { $0.kind == "delivery.decided" && $0.actor == "ana" })
        #expect(events.contains { $0.kind == "delivery.unknown" })
        #expect(try await store.counts(for: tenant) == [.armed: 1])
    }
}
