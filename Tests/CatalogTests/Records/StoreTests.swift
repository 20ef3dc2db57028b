import Foundation
import Pipelines
import Postgres
import PressworkTestSupport
import Testing

@testable import Catalog

@Suite struct StoreTests {
    @Test func applyingTheSameAgainChangesNothing() async throws {
        let records = try await RecordsDatabase.get()
        let tenant = try await records.tenant()
        let store = PipelineStore(database: records.database, objects: records.objects)
        func apply(_ briefs: [UInt8]) async throws -> AppliedPipeline {
            let bundle = try PipelineBundle(files: ["pipeline.yaml": [1], "briefs.csv": briefs])
            return try await store.apply(
                bundle, as: .fixture(), channels: Channel.fixtures, by: "ana", for: tenant)
        }
        let first = try await apply([2])
        let second = try await apply([2])
        #expect(first.isNew && !second.isNew && first.id == second.id && first.version == second.version)
        let third = try await apply([3])
        #expect(third.isNew && third.version != first.version)
        #expect(try await store.latest("tank-weekly", for: tenant)?.id == third.id)
        #expect(try await store.bundleFile("briefs.csv", of: first, for: tenant) == [2])
        _ = try await apply([2])
        let latest = try #require(try await store.latest("tank-weekly", for: tenant))
        #expect(latest.id == first.id && latest.pipeline == .fixture())
        let events = try await EventStore(database: records.database).list(for: tenant)
        #expect(events.filter { $0.kind == "pipeline.applied" }.count == 2)
    }

    @Test func aVersionKeepsWhoseAccountItsTextsNeed() async throws {
        let records = try await RecordsDatabase.get()
        let tenant = try await records.tenant()
        let store = PipelineStore(database: records.database, objects: records.objects)
        let bundle = try PipelineBundle(files: ["a": [1]])
        func keys(_ provider: String?) async throws -> JSONValue {
            let applied = try await store.apply(
                bundle, as: .fixture(), defaultProvider: provider, by: "ana", for: tenant)
            let rows = try await records.admin.query(
                "SELECT limit_keys FROM presswork.pipeline WHERE id = \(applied.id)")
            return try rows.onlyRow.decode(at: 0)
        }
        #expect(try await keys(nil) == .object([:]))
        #expect(try await keys("openai-compatible") == .object(["generate": .string("provider/openai-compatible")]))
        #expect(try await keys(nil) == .object([:]), "what is applied again follows the settings")
    }

    @Test func pruningRemovesWhatTheBundleDoesNotName() async throws {
        let records = try await RecordsDatabase.get()
        let tenant = try await records.tenant()
        let store = PipelineStore(database: records.database, objects: records.objects)
        let old = try PipelineBundle(files: ["a": [1]])
        _ = try await store.apply(old, as: .fixture(), channels: Channel.fixtures, by: "ana", for: tenant)
        var pipeline = Pipeline.fixture()
        pipeline.distribution.removeAll { $0.channel != Channel.shop.name }
        _ = try await store.apply(
            PipelineBundle(files: ["a": [2]]), as: pipeline, channels: [.mail], prune: true, by: "ana", for: tenant)
        let channels = try await ChannelStore(database: records.database).list(for: tenant)
        #expect(channels == [.mail, .shop], "one is named by the bundle, one is sent to; the others went")
        let versions = try await records.admin.query(
            "SELECT count(*) FROM presswork.pipeline WHERE tenant_id = \(tenant)")
        #expect(try versions.onlyRow.decode(at: 0, as: Int.self) == 1)
    }

    @Test func theReadersThatAChannelNamesAreImported() async throws {
        let records = try await RecordsDatabase.get()
        let tenant = try await records.tenant()
        let store = PipelineStore(database: records.database, objects: records.objects)
        var mail = Channel.mail
        mail.settings["subscribers"] = "readers.csv"
        let bundle = try PipelineBundle(files: ["readers.csv": Array("address\na@example.org\n".utf8)])
        for _ in 0..<2 {
            _ = try await store.apply(bundle, as: .fixture(), channels: [mail], by: "ana", for: tenant)
        }
        let readers = try await SubscriberStore(database: records.database)
            .page(of: mail.name, segment: nil, after: nil, limit: 9, for: tenant)
        #expect(readers.map(\.address) == ["a@example.org"])
    }

    @Test func aScheduleFollowsItsManifest() async throws {
        let records = try await RecordsDatabase.get()
        let tenant = try await records.tenant()
        let store = PipelineStore(database: records.database, objects: records.objects)
        let bundle = try PipelineBundle(files: ["a": [1]])
        func schedules(_ schedule: ScheduleSpec?, mode: RunMode? = nil) async throws -> [String] {
            let pipeline = Pipeline.fixture { $0.schedule = schedule }
            _ = try await store.apply(bundle, as: pipeline, scheduleMode: mode, by: "ana", for: tenant)
            let rows = try await records.admin.query(
                "SELECT cron || ' ' || mode FROM presswork.schedule WHERE tenant_id = \(tenant)")
            return try rows.map { try $0.decode(at: 0, as: String.self) }
        }
        #expect(try await schedules(ScheduleSpec(cron: "0 6 * * FRI")) == ["0 6 * * FRI rehearse"])
        #expect(try await schedules(ScheduleSpec(cron: "0 6 * * FRI"), mode: .live) == ["0 6 * * FRI live"])
        #expect(try await schedules(ScheduleSpec(cron: "0 7 * * FRI")) == ["0 7 * * FRI live"])
        #expect(try await schedules(nil) == [])
    }

    @Test func aKeyIsVerifiedByItsHashUntilItIsRevoked() async throws {
        let records = try await RecordsDatabase.get()
        let tenant = try await records.tenant()
        let store = APIKeyStore(database: records.database)
        let (secret, key) = try await store.create(name: "ci", by: "ana", for: tenant)
        #expect(try await store.verify(secret) == key)
        let text = secret.revealed
        let last = text.last == "A" ? "B" : "A"
        #expect(try await store.verify(Secret(text.dropLast() + last)) == nil)
        #expect(try await store.verify(Secret("pw_short")) == nil)
        #expect(try await store.verify(Secret(String(text.dropFirst(3)))) == nil)
        let other = APIKeyStore(database: records.database)
        let (foreign, _) = try await other.create(name: "x", by: "ana", for: try await records.tenant())
        // Another tenant in front of this key's random bytes finds nothing.
        let mixed = foreign.revealed.prefix(24) + text.dropFirst(24)
        #expect(try await store.verify(Secret(String(mixed))) == nil)
        let rows = try await records.admin.query("SELECT count(*) FROM presswork.api_key WHERE prefix = \(text)")
        #expect(try rows.onlyRow.decode(at: 0, as: Int.self) == 0)
        try await store.revoke(key.id, by: "ana", for: tenant)
        #expect(try await store.verify(secret) == nil)
        #expect(try await store.list(for: tenant).first?.revokedAt != nil)
    }

    @Test func aRequestIsAnsweredOnceForEachKey() async throws {
        let records = try await RecordsDatabase.get()
        let tenant = try await records.tenant()
        let store = IdempotencyStore(database: records.database)
        let request = Digest(of: "POST /v1/runs {}")
        #expect(try await store.begin("k", request: request, for: tenant) == .first)
        #expect(try await store.begin("k", request: request, for: tenant) == .underWay)
        #expect(try await store.begin("k", request: Digest(of: "other"), for: tenant) == .conflict)
        try await store.finish("k", status: 202, response: "{}", for: tenant)
        #expect(try await store.begin("k", request: request, for: tenant) == .replay(status: 202, response: "{}"))
        #expect(try await store.begin("k", request: Digest(of: "other"), for: tenant) == .conflict)
        #expect(try await store.begin("k", request: request, for: try await records.tenant()) == .first)
        #expect(try await store.begin("gone", request: request, for: tenant) == .first)
        try await records.admin.query(
            "UPDATE presswork.idempotency_key SET started_at = now() - interval '2 minutes' WHERE key = 'gone'")
        #expect(try await store.begin("gone", request: request, for: tenant) == .first)
        #expect(try await store.begin("gone", request: request, for: tenant) == .underWay)
        try await store.abandon("gone", for: tenant)
        #expect(try await store.begin("gone", request: request, for: tenant) == .first)
        await #expect(throws: CatalogError.self) { _ = try await store.begin("", request: request, for: tenant) }
    }

    @Test func eventsAreAppendedAndNeverChanged() async throws {
        let records = try await RecordsDatabase.get()
        let tenant = try await records.tenant()
        let store = EventStore(database: records.database)
        for number in 0..<3 {
            try await store.append(
                Event.New(kind: "test", actor: "ana", data: .object(["n": .integer(Int64(number))])), for: tenant)
        }
        let newest = try await store.list(limit: 2, for: tenant)
        #expect(newest.count == 2)
        let rest = try await store.list(before: newest.last?.id, for: tenant)
        #expect(rest.count == 1 && !newest.contains(rest[0]))
        await #expect(throws: PostgresError.self) {
            try await records.database.query("UPDATE presswork.event SET actor = 'eve'", in: tenant)
        }
        await #expect(throws: PostgresError.self) {
            try await records.database.query("DELETE FROM presswork.event", in: tenant)
        }
    }
}
