import Pipelines
import PressworkTestSupport
import Testing

@testable import Distribution

@Suite struct DistributeHandlerTests {
    /// A letter for two readers, then a page of it.
    func context(
        record: MemoryRecord = MemoryRecord(), distribution: [DistributionSpec]? = nil, onPartial: OnPartial = .ask
    ) async throws -> MemoryStageContext {
        let pipeline = Pipeline.fixture { pipeline in
            pipeline.onPartial = onPartial
            pipeline.distribution =
                distribution ?? [
                    DistributionSpec(name: "mail", channel: Channel.mail.name, product: "letter"),
                    DistributionSpec(name: "site", channel: Channel.archive.name, product: "letter", after: ["mail"]),
                ]
        }
        let item = Item.fixture()
        let identity = ProductIdentity(pipeline: pipeline.name, product: "letter", itemKey: item.key)
        let manuscript = try await record.store(Manuscript.fixture())
        let version = try await record.recordVersion(
            NewVersion(product: identity, title: "Tank Weekly 47", summary: "", manuscript: manuscript, assets: []))
        await record.setReaders(
            ["ana", "joost"].map {
                MemorySubscriber(Subscriber(address: "\($0)@example.org", unsubscribeToken: "t-\($0)"))
            }, of: Channel.mail.name)
        return MemoryStageContext(
            .distribute, pipeline: pipeline, item: item,
            input: StageInput(assemble: AssembleOutput(products: ["letter": version])), record: record)
    }

    func handler(_ channels: [ScriptedChannel]) -> DistributeHandler {
        DistributeHandler(adapters: ChannelAdapters(rehearsal: channels, live: []))
    }

    func error(_ handler: DistributeHandler, _ context: MemoryStageContext) async throws -> StageError {
        try #require(await #expect(throws: StageError.self) { try await handler.run(context) })
    }

    @Test func everyReaderGetsOneLetterHoweverOftenTheJobRuns() async throws {
        let (mail, site) = (ScriptedChannel(.email), ScriptedChannel(.site))
        let context = try await context()
        _ = try await handler([mail, site]).run(context)
        _ = try await handler([mail, site]).run(await context.nextAttempt())
        #expect(mail.sent == ["ana@example.org", "joost@example.org"] && site.sent == ["site/archive"])
    }

    @Test func anAddressThatIsRefusedDoesNotKeepOthersFromTheirLetter() async throws {
        let mail = ScriptedChannel(.email, outcomes: [.failed(reason: "550 no such user")])
        let failure = try await error(handler([mail, ScriptedChannel(.site)]), try await context())
        #expect(failure.code == "delivery.failed" && failure.disposition == .discard)
        #expect(mail.sent.count == 2 && failure.message.contains("550 no such user"))
    }

    @Test func whatIsToBeKeptStaysAndTheRestGoesOn() async throws {
        let (mail, site) = (ScriptedChannel(.email, outcomes: [.failed(reason: "550")]), ScriptedChannel(.site))
        let outcome = try await handler([mail, site]).run(try await context(onPartial: .keep))
        guard case .completed(let value) = outcome else { return #expect(Bool(false), "\(outcome)") }
        let states = try value.decode(as: DistributeOutput.self).deliveries.map { "\($0.distribution) \($0.state)" }
        #expect(states == ["mail confirmed", "mail failed", "site confirmed"] && site.sent == ["site/archive"])
    }

    @Test func whereNothingWentOutAPersonIsAskedThoughAPartMayBeKept() async throws {
        let mail = ScriptedChannel(.email, outcomes: [.failed(reason: "550"), .failed(reason: "551")])
        let site = ScriptedChannel(.site)
        let failure = try await error(handler([mail, site]), try await context(onPartial: .keep))
        #expect(failure.code == "delivery.failed" && site.sent.isEmpty)
    }

    @Test func anAccountsPacePutsTheRestOff() async throws {
        let (mail, site) = (ScriptedChannel(.email), ScriptedChannel(.site))
        let pacekeeper = ScriptedPacekeeper([.after(.milliseconds(1)), .tooFar(.seconds(40))])
        let adapters = ChannelAdapters(
            rehearsal: [], live: [mail, site], pacekeeper: pacekeeper, paces: [.email: Pace(interval: .seconds(1))])
        var context = try await context()
        var request = context.request
        request.run.mode = .live
        context = MemoryStageContext(request: request, record: context.record)
        let failure = try await error(DistributeHandler(adapters: adapters), context)
        #expect(failure.code == "delivery.put_off" && failure.disposition == .snooze(.seconds(40)))
        #expect(mail.sent == ["ana@example.org"] && site.sent.isEmpty, "what comes after the mail waits for it")
        _ = try await DistributeHandler(adapters: adapters).run(await context.nextAttempt())
        #expect(mail.sent == ["ana@example.org", "joost@example.org"] && site.sent.count == 1)
        #expect(Set(pacekeeper.keys) == ["channel/email/\(Channel.mail.account)"])
    }

    @Test(arguments: [RunOrigin.backfill, .catchup])
    func runsThatMakeUpForThePastLeavePeopleAloneAndDoTheRest(origin: RunOrigin) async throws {
        let (mail, site) = (ScriptedChannel(.email), ScriptedChannel(.site))
        let context = try await context()
        var request = context.request
        request.run.origin = origin
        let late = MemoryStageContext(request: request, record: context.record)
        guard case .completed(let value) = try await handler([mail, site]).run(late) else { return }
        #expect(mail.sent.isEmpty && site.sent == ["site/archive"], "what comes after the mail does not wait for it")
        #expect(try value.decode(as: DistributeOutput.self).deliveries.map(\.distribution) == ["site"])
        request.run.resend = "the first one was wrong"
        _ = try await handler([mail, site]).run(MemoryStageContext(request: request, record: context.record))
        #expect(mail.sent.count == 2)
    }

    @Test func whatWasNotSentIsSentByTheNextAttempt() async throws {
        let mail = ScriptedChannel(.email, outcomes: [.notSent(reason: "451 later")])
        let context = try await context()
        let failure = try await error(handler([mail, ScriptedChannel(.site)]), context)
        #expect(failure.disposition == .retry(after: nil))
        _ = try await handler([mail, ScriptedChannel(.site)]).run(await context.nextAttempt())
        #expect(mail.sent == ["ana@example.org", "joost@example.org", "ana@example.org"])
    }

    @Test(arguments: [OnPartial.ask, .keep]) func aLostReplyIsParkedAndNeverSentAgain(_ rest: OnPartial) async throws {
        let mail = ScriptedChannel(.email, outcomes: [.unknown(reason: "connection lost")])
        let record = MemoryRecord()
        let context = try await context(record: record, onPartial: rest)
        #expect(try await error(handler([mail, ScriptedChannel(.site)]), context).code == "delivery.not_sent")
        let second = await context.nextAttempt()
        #expect(try await error(handler([mail, ScriptedChannel(.site)]), second).code == "delivery.look_up_later")
        await record.advance(by: 120)
        let third = await second.nextAttempt()
        #expect(try await error(handler([mail, ScriptedChannel(.site)]), third).code == "delivery.unknown")
        #expect(mail.sent == ["ana@example.org", "joost@example.org"])
    }

    @Test(arguments: [0, 120]) func aLostReplyThatIsFoundIsConfirmedAtOnce(later seconds: Double) async throws {
        let site = ScriptedChannel(
            .site, outcomes: [.unknown(reason: "reset")],
            lookUps: [.found(externalID: "1", location: "https://a.example/")])
        let record = MemoryRecord()
        let alone = [DistributionSpec(name: "site", channel: Channel.archive.name, product: "letter")]
        let context = try await context(record: record, distribution: alone)
        _ = try await error(handler([site]), context)
        await record.advance(by: seconds)
        guard case .completed(let value) = try await handler([site]).run(await context.nextAttempt()) else {
            Issue.record("the job is not completed")
            return
        }
        let line = try #require(try value.decode(as: DistributeOutput.self).deliveries.first)
        #expect(line.state == .confirmed && line.location == "https://a.example/" && site.sent.count == 1)
    }

    /// "Not there" is not believed while the request that was lost may still arrive.
    @Test func aLostReplyThatIsNotFoundWaitsBeforeItIsSentAgain() async throws {
        let site = ScriptedChannel(
            .site, outcomes: [.unknown(reason: "reset")],
            lookUps: [.repeatable, .unavailable(reason: "503"), .repeatable])
        let record = MemoryRecord()
        let alone = [DistributionSpec(name: "site", channel: Channel.archive.name, product: "letter")]
        var context = try await context(record: record, distribution: alone)
        _ = try await error(handler([site]), context)
        for _ in 0..<2 {
            context = await context.nextAttempt()
            let failure = try await error(handler([site]), context)
            #expect(failure.code == "delivery.look_up_later" && site.sent.count == 1)
        }
        await record.advance(by: 120)
        context = await context.nextAttempt()
        #expect(try await error(handler([site]), context).message.contains("planned again"))
        _ = try await handler([site]).run(await context.nextAttempt())
        #expect(site.sent.count == 2)
    }

    @Test func whatComesAfterWaitsUntilAllBeforeIsDone() async throws {
        let mail = ScriptedChannel(.email, outcomes: [.notSent(reason: "451")])
        let site = ScriptedChannel(.site)
        _ = try await error(handler([mail, site]), try await context())
        #expect(site.sent.isEmpty)
    }

    @Test func otherTextThanTheAcceptedOneNeverLeaves() async throws {
        let record = MemoryRecord()
        let context = try await context(record: record)
        let identity = ProductIdentity(
            pipeline: context.request.pipeline.name, product: "letter", itemKey: context.request.item.key)
        await record.freeze(identity, manuscript: ManuscriptReference(digest: Digest(of: "other"), title: "Other"))
        let mail = ScriptedChannel(.email)
        #expect(try await error(handler([mail, ScriptedChannel(.site)]), context).code == "text.frozen")
        #expect(mail.sent.isEmpty)
    }

    @Test func aLiveRunHasNoStandIns() async throws {
        var context = try await context()
        var request = context.request
        request.run.mode = .live
        context = MemoryStageContext(request: request, record: context.record)
        #expect(try await error(handler([ScriptedChannel(.email)]), context).code == "channel.not_available")
    }
}
