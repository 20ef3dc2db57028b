import Foundation
import Pipelines
import Postgres
import PressworkTestSupport
import Testing

@testable import Catalog

@Suite struct SubscriberTests {
    private let list = """
        email,Name,segments,consent_source,consented_at\r
        Ana@Example.org,"Ribeiro, Ana",weekly;books,form,2026-01-02T10:00:00Z\r
        bo@example.org,,weekly,,\r
        not-an-address,X,,,\r
        ana@example.org,again,,,\r
        di@example.org,Di,,,yesterday\r

        cy@example.org,"Cy ""the"" fish",,shop,\r
        """

    @Test func aListIsImportedOnceAndReadByPages() async throws {
        let records = try await RecordsDatabase.get()
        let tenant = try await records.tenant()
        let store = SubscriberStore(database: records.database)
        let channel = Channel.mail.name
        let report = try await store.importCSV(Array(list.utf8), into: channel, source: "list", for: tenant)
        #expect(report.added == 3 && report.kept == 0 && report.suppressed == 0)
        #expect(report.rejected.map(\.line) == [4, 5, 6])
        let again = try await store.importCSV(Array(list.utf8), into: channel, source: "list", for: tenant)
        #expect(again.added == 0 && again.kept == 3)
        let first = try await store.page(of: channel, segment: nil, after: nil, limit: 2, for: tenant)
        #expect(first.map(\.address) == ["ana@example.org", "bo@example.org"])
        #expect(first[0].name == "Ribeiro, Ana")
        let second = try await store.page(of: channel, segment: nil, after: "bo@example.org", limit: 2, for: tenant)
        #expect(second.map(\.address) == ["cy@example.org"] && second[0].name == "Cy \"the\" fish")
        let weekly = try await store.page(of: channel, segment: "weekly", after: nil, limit: 9, for: tenant)
        #expect(weekly.map(\.address) == ["ana@example.org", "bo@example.org"])
        let consents = try await records.admin.query(
            "SELECT source FROM presswork.consent WHERE tenant_id = \(tenant) ORDER BY source")
        #expect(try consents.map { try $0.decode(at: 0, as: String.self) } == ["form", "list", "shop"])
    }

    @Test func anUnsubscribedReaderGetsNothingMore() async throws {
        let records = try await RecordsDatabase.get()
        let tenant = try await records.tenant()
        let store = SubscriberStore(database: records.database)
        let channel = Channel.mail.name
        try await store.importCSV(Array(list.utf8), into: channel, source: "list", for: tenant)
        let other = ChannelName(kind: .email, name: "other")
        try await store.importCSV(Array("address\nana@example.org".utf8), into: other, source: "list", for: tenant)
        let ana = try #require(
            try await store.page(of: channel, segment: nil, after: nil, limit: 1, for: tenant).first)
        #expect(try await store.unsubscribe(token: ana.unsubscribeToken) == .done(channel: channel.description))
        #expect(try await store.unsubscribe(token: ana.unsubscribeToken) == .done(channel: channel.description))
        #expect(try await store.unsubscribe(token: String(ana.unsubscribeToken.reversed())) == .unknown)
        #expect(try await store.unsubscribe(token: "../../etc") == .unknown)
        let left = try await store.page(of: channel, segment: nil, after: nil, limit: 9, for: tenant)
        #expect(left.map(\.address) == ["bo@example.org", "cy@example.org"])
        #expect(try await store.page(of: other, segment: nil, after: nil, limit: 9, for: tenant).count == 1)
        let again = try await store.importCSV(Array(list.utf8), into: channel, source: "list", for: tenant)
        #expect(again.suppressed == 1)
        #expect(try await store.page(of: channel, segment: nil, after: nil, limit: 9, for: tenant).count == 2)
        let csv = try await store.exportCSV(of: channel, for: tenant)
        let line = "ana@example.org,\"Ribeiro, Ana\",books;weekly,,,form,2026-01-02T10:00:00Z,unsubscribed\r\n"
        #expect(csv.contains(line))
    }

    @Test func anErasedPersonIsForgottenAndStaysUnwrittenTo() async throws {
        let records = try await RecordsDatabase.get()
        let tenant = try await records.tenant()
        let store = SubscriberStore(database: records.database)
        let channel = Channel.mail.name
        try await store.importCSV(Array(list.utf8), into: channel, source: "list", for: tenant)
        let context = records.context(try await records.job(of: tenant))
        let version = try await records.version(context)
        let delivery = try await context.plan([
            DeliveryPlan(
                distribution: "mail", channel: .mail, version: version, action: .mail, recipient: "ana@example.org")
        ])[0]
        #expect(try await store.erase(" ANA@example.org", by: "ana", for: tenant) == 1)
        let ledger = DeliveryStore(database: records.database)
        #expect(try await ledger.show(delivery.id, for: tenant).recipient == nil)
        try await store.importCSV(Array(list.utf8), into: channel, source: "list", for: tenant)
        #expect(
            try await store.page(of: channel, segment: nil, after: nil, limit: 9, for: tenant).map(\.address)
                == ["bo@example.org", "cy@example.org"])
    }

    @Test(arguments: [
        "a@b", "@example.org", "a@@example.org", "a b@example.org", "a\u{0}@example.org", "a@.org",
        "a@example.org\r\nBcc: x@example.org", "<a@example.org>",
    ])
    func whatIsNoAddressIsRefused(text: String) {
        #expect(EmailAddress(text) == nil)
    }
}
