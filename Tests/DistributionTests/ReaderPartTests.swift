import Foundation
import Pipelines
import PressworkTestSupport
import Testing

@testable import Distribution

/// Letters to more readers than one part holds.
@Suite struct ReaderPartTests {
    private static let readers = (0..<7).map { "reader-\($0)@example.org" }

    /// A letter for seven readers, then a page of it, and a shop that waits for nobody.
    private func context(_ record: MemoryRecord) async throws -> MemoryStageContext {
        let pipeline = Pipeline.fixture { pipeline in
            pipeline.distribution = [
                DistributionSpec(name: "mail", channel: Channel.mail.name, product: "letter"),
                DistributionSpec(name: "site", channel: Channel.archive.name, product: "letter", after: ["mail"]),
                DistributionSpec(name: "shop", channel: Channel.shop.name, product: "letter"),
            ]
        }
        let item = Item.fixture()
        let version = try await record.recordVersion(
            NewVersion(
                product: ProductIdentity(pipeline: pipeline.name, product: "letter", itemKey: item.key),
                title: "Tank Weekly 47", summary: "", manuscript: try await record.store(Manuscript.fixture()),
                assets: []))
        await record.setReaders(
            Self.readers.map { MemorySubscriber(Subscriber(address: $0, unsubscribeToken: "t-\($0)")) },
            of: Channel.mail.name)
        return MemoryStageContext(
            .distribute, pipeline: pipeline, item: item,
            input: StageInput(assemble: AssembleOutput(products: ["letter": version])), record: record)
    }

    private func part(_ part: NewPart, of context: MemoryStageContext) -> MemoryStageContext {
        var request = context.request
        request.job = JobReference(id: JobID(UUID()), stage: .distribute, part: part.key, attempt: 1)
        request.part = part.payload
        return MemoryStageContext(request: request, record: context.record)
    }

    private func joining(_ results: [PartResult], of context: MemoryStageContext) -> MemoryStageContext {
        var request = context.request
        request.job = JobReference(id: JobID(UUID()), stage: .distribute, part: JobReference.join, attempt: 1)
        request.parts = results
        return MemoryStageContext(request: request, record: context.record)
    }

    private func split(_ handler: DistributeHandler, _ context: MemoryStageContext) async throws -> [NewPart] {
        guard case .split(let parts) = try await handler.run(context), parts.isLast else {
            Issue.record("the job is not split")
            return []
        }
        return parts.parts
    }

    @Test func lettersLeaveInPartsAndWhatFollowsThemWhenTheyAreJoined() async throws {
        let record = MemoryRecord()
        let (mail, site, shop) = (ScriptedChannel(.email), ScriptedChannel(.site), ScriptedChannel(.gumroad))
        let handler = DistributeHandler(
            adapters: ChannelAdapters(rehearsal: [mail, site, shop], live: []), partSize: 3)
        let whole = try await context(record)
        let parts = try await split(handler, whole)
        #expect(parts.map(\.key) == ["mail/1", "mail/2", "mail/3"])
        #expect(Set(parts.map(\.limitKey)) == [Channel.mail.name.limitKey])
        #expect(mail.sent.isEmpty && site.sent.isEmpty && shop.sent.count == 1, "what waits for nobody has left")
        var results: [PartResult] = []
        for part in parts.reversed() {
            guard case .completed(let output) = try await handler.run(self.part(part, of: whole)) else { return }
            results.append(PartResult(key: part.key, output: output))
        }
        #expect(mail.sent.sorted() == Self.readers && site.sent.isEmpty)
        guard case .completed(let value) = try await handler.run(joining(results, of: whole)) else {
            Issue.record("the parts are not joined")
            return
        }
        let lines = try value.decode(as: DistributeOutput.self).deliveries
        #expect(lines.first { $0.distribution == "mail" }?.count == 7)
        #expect(mail.sent.count == 7 && site.sent.count == 1 && shop.sent.count == 1)
    }

    @Test func aReaderWhomNoPartMetGetsTheLetterFromTheJoinAndNobodyTwoOfThem() async throws {
        let record = MemoryRecord()
        let (mail, site, shop) = (ScriptedChannel(.email), ScriptedChannel(.site), ScriptedChannel(.gumroad))
        let handler = DistributeHandler(
            adapters: ChannelAdapters(rehearsal: [mail, site, shop], live: []), partSize: 3)
        let whole = try await context(record)
        let parts = try await split(handler, whole)
        // One more comes between them, and pushes the last of a part out of it.
        let more = (Self.readers + ["reader-00@example.org"]).sorted()
        await record.setReaders(
            more.map { MemorySubscriber(Subscriber(address: $0, unsubscribeToken: "t-\($0)")) },
            of: Channel.mail.name)
        for part in parts + [parts[0]] { _ = try await handler.run(self.part(part, of: whole)) }
        #expect(mail.sent.count < more.count)
        _ = try await handler.run(joining([], of: whole))
        #expect(mail.sent.sorted() == more)
    }

    @Test func whatIsRefusedForGoodIsForTheJoinToSay() async throws {
        let record = MemoryRecord()
        let mail = ScriptedChannel(.email, outcomes: [.failed(reason: "550 no such user")])
        let (site, shop) = (ScriptedChannel(.site), ScriptedChannel(.gumroad))
        let handler = DistributeHandler(
            adapters: ChannelAdapters(rehearsal: [mail, site, shop], live: []), partSize: 3)
        let whole = try await context(record)
        for part in try await split(handler, whole) { _ = try await handler.run(self.part(part, of: whole)) }
        let failure = await #expect(throws: StageError.self) { try await handler.run(joining([], of: whole)) }
        #expect(failure?.code == "delivery.failed" && mail.sent.count == 7)
        // A lost connection is for the part to try again.
        let shaky = ScriptedChannel(.email, outcomes: [.notSent(reason: "451 later")])
        let again = DistributeHandler(
            adapters: ChannelAdapters(rehearsal: [shaky, site, shop], live: []), partSize: 3)
        let other = try await context(MemoryRecord())
        let first = try #require(try await split(again, other).first)
        let retry = await #expect(throws: StageError.self) { try await again.run(part(first, of: other)) }
        #expect(retry?.disposition == .retry(after: nil))
    }

    @Test func fewReadersAreNoParts() async throws {
        let channels = [ScriptedChannel(.email), ScriptedChannel(.site), ScriptedChannel(.gumroad)]
        let handler = DistributeHandler(adapters: ChannelAdapters(rehearsal: channels, live: []), partSize: 7)
        guard case .completed = try await handler.run(try await context(MemoryRecord())) else {
            Issue.record("seven readers fit into one part of seven")
            return
        }
        #expect(channels[0].sent.count == 7)
    }
}
