import Foundation
import Pipelines
import Postgres
import PressworkTestSupport
import Testing

@testable import Catalog

@Suite struct ContextTests {
    @Test func bytesAreKeptByTheirDigestAndReadByTheirTenantOnly() async throws {
        let records = try await RecordsDatabase.get()
        let context = records.context(try await records.job(of: try await records.tenant()))
        let asset = try await context.store(
            Array("hello".utf8), mediaType: "text/plain", role: .text, fileName: "a.txt")
        #expect(asset.digest == Digest(of: "hello") && asset.byteCount == 5)
        #expect(try await context.load(asset.digest, limit: 5) == Array("hello".utf8))
        await #expect(throws: StageError.self) { _ = try await context.load(asset.digest, limit: 4) }
        let stranger = records.context(try await records.job(of: try await records.tenant()))
        let error = await #expect(throws: StageError.self) { _ = try await stranger.load(asset.digest, limit: 5) }
        #expect(error?.code == "asset.missing")
        let other = try await context.store(Array("x".utf8), mediaType: "text/plain", role: .text, fileName: "b")
        await records.objects.damage(try AssetStore.objectKey(other.digest))
        let damaged = await #expect(throws: StageError.self) { _ = try await context.load(other.digest, limit: 5) }
        #expect(damaged?.code == "asset.damaged")
    }

    @Test func theBundleIsTheOneThatTheRunWasMadeWith() async throws {
        let records = try await RecordsDatabase.get()
        let context = records.context(try await records.job(of: try await records.tenant()))
        #expect(try await context.bundleFile("notes/a.md") == Array("# A".utf8))
        #expect(try await context.bundleFiles(under: "notes") == ["notes/a.md"])
        #expect(try await context.bundleFiles(under: "") == ["notes/a.md", "pipeline.yaml"])
        #expect(try await context.bundleFiles(under: "note") == [])
        let error = await #expect(throws: StageError.self) { _ = try await context.bundleFile("none") }
        #expect(error?.code == "bundle.missing")
    }

    @Test func aPageIsKnownAgainWithItsValidators() async throws {
        let records = try await RecordsDatabase.get()
        let context = records.context(try await records.job(of: try await records.tenant(), stage: .scrape))
        let url = "https://example.org/" + String(repeating: "a", count: 5000)
        #expect(try await context.knownDocument(at: url) == nil)
        var document = Document(url: url, title: "One", markdown: "One", text: "One")
        let first = try await context.record(document, validators: Validators(etag: "\"1\""), rights: .quote)
        document.markdown = "Two"
        let second = try await context.record(
            document, validators: Validators(etag: "\"2\"", lastModified: "now"), rights: .own)
        #expect(first.digest != second.digest)
        let known = try await context.knownDocument(at: url)
        #expect(known?.reference == second)
        #expect(known?.validators == Validators(etag: "\"2\"", lastModified: "now"))
        let stored = try JSONValue(parsing: try await context.load(second.digest, limit: 100_000))
        #expect(try stored.decode(as: Document.self) == document)
    }

    /// Each write, by name; a write that forgets the fence would pass here and fail the test.
    private static let writes:
        [(String, @Sendable (CatalogStageContext, ProductVersionReference) async throws -> Void)] =
            [
                (
                    "store",
                    { context, _ in
                        _ = try await context.store(Array("new".utf8), mediaType: "a/b", role: .data, fileName: "n")
                    }
                ),
                (
                    "document",
                    { context, _ in
                        let document = Document(url: "https://e.org", title: "t", markdown: "m", text: "m")
                        _ = try await context.record(document, validators: Validators(), rights: .own)
                    }
                ),
                ("generation", { context, _ in try await context.record(.example(cost: 5)) }),
                ("reserve", { context, _ in _ = try await context.reserve(Money(micros: 1, currency: "USD")) }),
                (
                    "freeze",
                    { context, version in
                        try await context.freeze(version.product, manuscript: version.manuscript)
                    }
                ),
                (
                    "version",
                    { context, version in
                        _ = try await context.recordVersion(
                            NewVersion(
                                product: version.product, title: "t", summary: "s", manuscript: version.manuscript,
                                assets: []))
                    }
                ),
                (
                    "plan",
                    { context, version in
                        _ = try await context.plan([
                            DeliveryPlan(distribution: "d", channel: .shop, version: version, action: .publish)
                        ])
                    }
                ),
                ("checkpoint", { context, _ in try await context.checkpoint(.integer(1)) }),
            ]

    @Test(arguments: writes.indices)
    func aFencedAttemptWritesNothing(index: Int) async throws {
        let records = try await RecordsDatabase.get()
        let tenant = try await records.tenant()
        let request = try await records.job(of: tenant, stage: .assemble)
        let context = records.context(request)
        let version = try await records.version(context)
        let before = try await counts(records, tenant)
        _ = try await records.reclaim(request)
        let (name, write) = Self.writes[index]
        let error = await #expect(throws: StageError.self, "\(name) is not fenced") {
            try await write(context, version)
        }
        #expect(error?.code == "job.fenced")
        var after = try await counts(records, tenant)
        // An answer that was paid for is kept, and its cost booked, whoever holds the job now.
        if name == "generation" { after["generation"] = before["generation"] }
        if name == "generation" { after["budget"] = before["budget"] }
        #expect(after == before, "\(name) wrote something")
    }

    private func counts(_ records: RecordsDatabase, _ tenant: TenantID) async throws -> [String: Int] {
        let tables = ["asset", "document", "generation", "budget", "budget_reservation", "product_version", "delivery"]
        var counts: [String: Int] = [:]
        for table in tables {
            let query: PostgresQuery =
                "SELECT count(*) FROM presswork.\(identifier: table) WHERE tenant_id = \(tenant)"
            counts[table] = try await records.admin.query(query).onlyRow.decode(at: 0)
        }
        let frozen = try await records.admin.query(
            "SELECT count(frozen_manuscript) FROM presswork.product WHERE tenant_id = \(tenant)")
        counts["frozen"] = try frozen.onlyRow.decode(at: 0)
        let kept = try await records.admin.query(
            "SELECT count(checkpoint) FROM presswork.job WHERE tenant_id = \(tenant)")
        counts["checkpoint"] = try kept.onlyRow.decode(at: 0)
        return counts
    }

    @Test func checkpointsAndProgressStandInTheJob() async throws {
        let records = try await RecordsDatabase.get()
        let request = try await records.job(of: try await records.tenant())
        let context = records.context(request)
        try await context.checkpoint(.object(["cursor": .string("b@example.org")]))
        await context.report(progress: 0.25, "a quarter")
        let row = try await records.admin.query(
            "SELECT checkpoint, progress FROM presswork.job WHERE id = \(request.job.id)"
        ).onlyRow
        #expect(try row.decode("checkpoint", as: JSONValue.self)["cursor"] == .string("b@example.org"))
        #expect(try row.decode("progress", as: JSONValue.self)["fraction"] == .number(0.25))
        let large = JSONValue.string(String(repeating: "x", count: 70_000))
        await #expect(throws: StageError.self) { try await context.checkpoint(large) }
    }

    @Test func progressPassesOnceASecondAndAtTheEnd() {
        let gate = ProgressGate()
        let start = ContinuousClock.now
        #expect(gate.admits(0, at: start))
        #expect(!gate.admits(0.5, at: start + .milliseconds(999)))
        #expect(gate.admits(0.6, at: start + .seconds(1)))
        #expect(gate.admits(1, at: start + .milliseconds(1001)))
    }

    @Test func anUnknownChannelNamesTheKnownOnes() async throws {
        let records = try await RecordsDatabase.get()
        let tenant = try await records.tenant()
        try await ChannelStore(database: records.database).upsert(Channel.fixtures, for: tenant)
        let context = records.context(try await records.job(of: tenant))
        #expect(try await context.channel(Channel.shop.name) == .shop)
        let error = await #expect(throws: StageError.self) {
            _ = try await context.channel(ChannelName(kind: .email, name: "none"))
        }
        #expect(error?.code == "channel.unknown")
        #expect(error?.message.contains("email/tank-main") == true)
    }
}

extension Generation {
    static func example(
        prompt: String = "prompt", cost: Int64, reservation: BudgetReservation? = nil
    ) -> Generation {
        Generation(
            prompt: Digest(of: prompt), provider: "p", model: "m", agent: "editor", output: "text", inputTokens: 10,
            outputTokens: 20, cost: Money(micros: cost, currency: "USD"), reservation: reservation)
    }
}
