import EventLoops
import Foundation
import Pipelines
import PressworkTestSupport
import Testing

@testable import Scraping

/// Against answers as https://airtable.com/developers/web/api/list-records shows them.
@Suite struct AirtableTests {
    private static let api = "https://airtable.test"
    private static let access = AirtableAccess(
        secrets: TestSecrets(values: ["AIRTABLE_TOKEN": "patX"]), address: api)

    private func run(
        _ spec: SourceSpec, _ web: ScriptedWeb, access: AirtableAccess? = access, record: MemoryRecord = MemoryRecord(),
        pacekeeper: ScriptedPacekeeper? = nil
    ) async throws -> (ScrapeOutput, [Document]) {
        let context = MemoryStageContext(.scrape, pipeline: .fixture { $0.sources = [spec] }, record: record)
        let handler = ScrapeHandler(
            fetcher: Fetcher(transport: web, pacekeeper: pacekeeper), pool: ComputePool(name: "test", threads: 1),
            airtable: access)
        guard case .completed(let output) = try await handler.run(context) else {
            return (ScrapeOutput(documents: []), [])
        }
        let read: ScrapeOutput = try output.decode()
        var documents: [Document] = []
        for reference in read.documents {
            documents.append(try JSONValue(parsing: try #require(await record.blobs[reference.digest])).decode())
        }
        return (read, documents)
    }

    private static func answer(_ url: String, _ json: String, status: Int = 200) -> PageResponse {
        PageResponse(status: status, url: url, contentType: "application/json", body: Array(json.utf8))
    }

    private static let first = #"""
        {"records":[{"id":"recA","createdTime":"2026-11-01T10:00:00.000Z","fields":{"Name":"Moss","Notes":"Grows *slowly*.",
        "Tags":["green","soft"],"Owner":{"id":"usr1","email":"a@example.org","name":"Ana"},"Words":900,"Ready":true}}],
        "offset":"itrX/recA"}
        """#
    private static let second =
        #"{"records":[{"id":"recB","createdTime":"2001-01-01T00:00:00.000Z","fields":{"Name":"Old","Notes":"x"}}]}"#

    @Test func rowsAreDocumentsPageAfterPage() async throws {
        let web = ScriptedWeb { request in
            Self.answer(request.url, request.url.contains("offset=itrX%2FrecA") ? Self.second : Self.first)
        }
        let pacekeeper = ScriptedPacekeeper([.after(.zero), .after(.zero)])
        let spec = SourceSpec(
            kind: .airtable(.init(base: "appX", table: "My Briefs", view: "Ready")), rights: .own,
            newerThan: 86_400 * 365 * 5)
        let (output, documents) = try await run(spec, web, pacekeeper: pacekeeper)
        #expect(
            web.addresses == [
                Self.api + "/v0/appX/My%20Briefs?pageSize=100&view=Ready",
                Self.api + "/v0/appX/My%20Briefs?pageSize=100&view=Ready&offset=itrX%2FrecA",
            ])
        #expect(web.requests.allSatisfy { $0.authorization?.revealed == "patX" && $0.redirects == 0 })
        #expect(Set(pacekeeper.keys) == ["airtable/appX"])
        #expect(output.documents.map(\.title) == ["Moss"], "the other is too old")
        #expect(output.documents[0].rights == .own && documents[0].published == "2026-11-01")
        #expect(documents[0].url == "https://airtable.com/appX/My%20Briefs/recA")
        #expect(
            documents[0].markdown
                == "## Notes\n\nGrows *slowly*.\n\n## Owner\n\nAna\n\n## Ready\n\nyes\n\n## Tags\n\ngreen, soft\n\n"
                + "## Words\n\n900\n")
    }

    @Test func selectChoosesFieldsAndTheirOrder() async throws {
        let web = ScriptedWeb { Self.answer($0.url, Self.second) }
        let spec = SourceSpec(kind: .airtable(.init(base: "appX", table: "T")), select: ["Notes"])
        let (_, documents) = try await run(spec, web)
        #expect(documents.map(\.markdown) == ["x\n"])
        #expect(web.addresses == [Self.api + "/v0/appX/T?pageSize=100&fields%5B%5D=Name&fields%5B%5D=Notes"])
    }

    @Test func rowsCanNamePages() async throws {
        let words = String(repeating: "Water moves slowly past the stones and the moss. ", count: 8)
        let web = ScriptedWeb { request in
            if request.url.hasPrefix(Self.api) {
                return Self.answer(
                    request.url,
                    #"{"records":[{"id":"r1","fields":{"Name":"A","URL":"https://a.example/x"}},{"id":"r2","fields":{}}]}"#
                )
            }
            return request.url == "https://a.example/x"
                ? ScriptedWeb.page(request.url, "<article><h1>A</h1><p>\(words)") : nil
        }
        let (output, _) = try await run(
            SourceSpec(kind: .airtable(.init(base: "appX", table: "T", link: "URL"))), web)
        #expect(output.documents.map(\.url) == ["https://a.example/x"])
        #expect(web.requests.last?.authorization == nil, "the token is Airtable's alone")
    }

    @Test func anOffsetThatWasForgottenBeginsAnew() async throws {
        let count = Locked(0)
        let web = ScriptedWeb { request in
            guard request.url.contains("offset=") else { return Self.answer(request.url, Self.first) }
            let number = count.withLock { count in
                count += 1
                return count
            }
            return number == 1
                ? Self.answer(request.url, #"{"error":{"type":"LIST_RECORDS_ITERATOR_NOT_AVAILABLE"}}"#, status: 422)
                : Self.answer(request.url, Self.second)
        }
        let (output, _) = try await run(SourceSpec(kind: .airtable(.init(base: "appX", table: "T"))), web)
        #expect(output.documents.map(\.title) == ["Moss", "Old"])
        #expect(web.requests.count == 4)
    }

    @Test(arguments: [
        (401, "source.refused", StageError.Disposition.discard), (404, "source.refused", .discard),
        (422, "source.refused", .discard), (429, "source.busy", .snooze(.seconds(30))),
        (502, "source.unreachable", .retry(after: nil)),
    ])
    func refusalsSayWhatToDo(status: Int, code: String, disposition: StageError.Disposition) async {
        let web = ScriptedWeb {
            Self.answer($0.url, #"{"error":{"type":"X","message":"Not for you."}}"#, status: status)
        }
        let spec = SourceSpec(kind: .airtable(.init(base: "appX", table: "T")))
        let error = await #expect(throws: StageError.self) { try await run(spec, web) }
        #expect(error?.code == code && error?.disposition == disposition)
        #expect(error?.message.contains("patX") == false)
        let missing = await #expect(throws: StageError.self) {
            try await run(spec, web, access: AirtableAccess(secrets: TestSecrets(values: [:]), address: Self.api))
        }
        #expect(missing?.code == "source.secretMissing" && missing?.message.contains("AIRTABLE_TOKEN") == true)
    }

    @Test func itemsThatAreRowsAreRecordedWhileTheyAreMade() async throws {
        let web = ScriptedWeb { Self.answer($0.url, Self.second) }
        let record = MemoryRecord()
        let pipeline = Pipeline.fixture {
            $0.sources = [
                SourceSpec(kind: .urls([])),
                SourceSpec(kind: .airtable(.init(base: "appX", table: "T")), rights: .licensed),
            ]
            $0.items = ItemsSpec(source: .documents)
        }
        let fetcher = Fetcher(transport: web)
        let pool = ComputePool(name: "test", threads: 1)
        let expand = ExpandHandler(fetcher: fetcher, pool: pool, airtable: Self.access)
        guard
            case .expanded(let chunk) = try await expand.run(
                MemoryStageContext(.expand, pipeline: pipeline, record: record))
        else {
            Issue.record("no items were made")
            return
        }
        let item = Item.fixture(key: chunk.items[0].key, fields: chunk.items[0].fields)
        let context = MemoryStageContext(.scrape, pipeline: pipeline, item: item, record: record)
        guard case .completed(let output) = try await ScrapeHandler(fetcher: fetcher, pool: pool).run(context) else {
            Issue.record("scrape did not complete")
            return
        }
        let read: ScrapeOutput = try output.decode()
        #expect(read.documents.map(\.title) == ["Old"] && read.documents.map(\.rights) == [.licensed])
        #expect(web.requests.count == 1, "the row came with the list")
    }
}
