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
        #expect(known?.isFresh == false, "its answer said nothing of that")
        let stored = try JSONValue(parsing: try await context.load(second.digest, limit: 100_000))
        #expect(try stored.decode(as: Document.self) == document)
    }

    @Test func anAnswerHoldsAsLongAsItSays() async throws {
        let records = try await RecordsDatabase.get()
        let tenant = try await records.tenant()
        let context = records.context(try await records.job(of: tenant, stage: .scrape))
        let url = "https://example.org/fresh"
        let document = Document(url: url, title: "One", markdown: "One", text: "One")
        let validators = Validators(etag: "\"1\"", freshSeconds: 3600, selection: "main")
        let reference = try await context.record(document, validators: validators, rights: .quote)
        let known = try await context.knownDocument(at: url)
        #expect(known?.isFresh == true && known?.validators == Validators(etag: "\"1\"", selection: "main"))
        try await context.confirmDocument(at: url, validators: Validators())
        let stale = try await context.knownDocument(at: url)
        #expect(stale?.isFresh == false && stale?.validators.etag == "\"1\"", "an answer without a lifetime ends it")
        try await context.confirmDocument(at: url, validators: Validators(etag: "\"2\"", freshSeconds: 60))
        let confirmed = try await context.knownDocument(at: url)
        #expect(confirmed?.isFresh == true && confirmed?.validators.etag == "\"2\"")
        #expect(confirmed?.reference == reference)
        try await context.noteGone(documentAt: url)
        let store = SourceStore(database: records.database)
        #expect(try await store.gone(limit: 10, for: tenant).map(\.url) == [url])
        let pipeline = context.request.pipeline.name
        #expect(try await store.gone(pipeline: pipeline, limit: 10, for: tenant).map(\.url) == [url])
        #expect(try await store.gone(pipeline: "another", limit: 10, for: tenant).isEmpty, "it never read the page")
        #expect(try await context.knownDocument(at: url)?.isFresh == false)
        _ = try await context.record(document, validators: validators, rights: .quote)
        #expect(try await store.gone(limit: 10, for: tenant).isEmpty, "it is there again")
    }

    @Test func aRunKnowsOfASiteWhatWasLearntBeforeIt() async throws {
        let records = try await RecordsDatabase.get()
        let tenant = try await records.tenant()
        let first = records.context(try await records.job(of: tenant, stage: .scrape))
        let site = "https://site.example"
        #expect(try await first.knownSite(site) == KnownSite())
        for number in 0..<3 {
            let document = Document(url: "\(site)/\(number)", title: "T", markdown: "\(number)", text: "\(number)")
            let validators = Validators(selection: number == 0 ? "main" : nil)
            _ = try await first.record(document, validators: validators, rights: .quote, site: site)
        }
        try await first.noteGone(documentAt: "\(site)/1")
        #expect(try await first.documents(ofSite: site, limit: 10).count == 1, "parts and what is gone do not count")
        let shared = SharedLines(hashes: [1, .max], documents: 40)
        try await first.record(shared, ofSite: site)
        #expect(try await first.knownSite(site) == KnownSite(isDue: false), "what comes later changes no run")
        let second = records.context(try await records.job(of: tenant, stage: .scrape))
        #expect(try await second.knownSite(site) == KnownSite(shared: shared, isDue: false))
        #expect(try await second.knownSite("https://other.example") == KnownSite())
        for (age, isDue) in [("2 days", false), ("31 days", true)] {
            _ = try await records.admin.query(
                "UPDATE presswork.site_lines SET learnt_at = now() - \(age)::interval WHERE tenant_id = \(tenant)")
            #expect(try await second.knownSite(site) == KnownSite(shared: shared, isDue: isDue))
        }
        let few = SharedLines(hashes: [], documents: 4)
        try await second.record(few, ofSite: site)
        _ = try await records.admin.query(
            """
            UPDATE presswork.site_lines SET learnt_at = now() - interval '2 days'
            WHERE tenant_id = \(tenant) AND documents = 4
            """)
        #expect(try await second.knownSite(site) == KnownSite(shared: few, isDue: true), "few documents teach little")
    }

    @Test func whatASourceDoesNotOfferAnyMoreIsGone() async throws {
        let records = try await RecordsDatabase.get()
        let tenant = try await records.tenant()
        let context = records.context(try await records.job(of: tenant, stage: .scrape))
        let store = SourceStore(database: records.database)
        func list(_ urls: [String], kind: String = "sitemap", isWhole: Bool = true) async throws {
            try await context.record(
                SourceListing(kind: kind, address: "https://e.org/s.xml", urls: urls, isWhole: isWhole))
        }
        try await list(["a", "b", "c"])
        try await list(["z"], kind: "crawl")
        try await list(["a"], isWhole: false)
        #expect(try await store.gone(limit: 10, for: tenant).isEmpty, "what was left out is not gone")
        try await list(["a", "d"])
        let gone = try await store.gone(limit: 10, for: tenant)
        #expect(gone.map(\.url) == ["b", "c"] && gone.allSatisfy { $0.kind == "sitemap" && $0.pipeline != nil })
        try await list(["a", "b", "d"])
        #expect(try await store.gone(pipeline: gone[0].pipeline, limit: 10, for: tenant).map(\.url) == ["c"])
        #expect(try await store.gone(pipeline: "another", limit: 10, for: tenant).isEmpty)
        let sources = try await store.list(limit: 10, for: tenant)
        #expect(sources.map(\.kind) == ["crawl", "sitemap"])
        #expect(sources.map(\.offered) == [1, 3] && sources.map(\.gone) == [0, 1])
        try await list([])
        #expect(try await store.list(limit: 10, for: tenant).map(\.offered) == [1, 0])
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
                (
                    "listing",
                    { context, _ in
                        try await context.record(SourceListing(kind: "api", address: "a", urls: ["https://e.org"]))
                    }
                ),
                (
                    "site",
                    { context, _ in
                        try await context.record(SharedLines(hashes: [1], documents: 4), ofSite: "https://e.org")
                    }
                ),
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
        let tables = [
            "asset", "document", "generation", "budget", "budget_reservation", "product_version", "delivery",
            "source_entry", "site_lines",
        ]
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
