import Foundation
import Pipelines
import Postgres
import PressworkTestSupport
import Testing

@testable import Catalog

@Suite struct ProductTests {
    @Test func versionsCountUpWhenBytesChange() async throws {
        let records = try await RecordsDatabase.get()
        let tenant = try await records.tenant()
        let context = records.context(try await records.job(of: tenant))
        let first = try await records.version(context, text: "A")
        #expect(first.version == 1)
        #expect(try await records.version(context, text: "A") == first)
        #expect(try await records.version(context, text: "B").version == 2)
        #expect(try await records.version(context, text: "A").version == 3)
        let store = ProductStore(database: records.database, objects: records.objects)
        let versions = try await store.versions(of: first.product, for: tenant)
        #expect(versions.map(\.reference.version) == [3, 2, 1])
        #expect(versions.last?.reference == first)
        let listed = try await store.list(run: context.request.run.id, for: tenant)
        #expect(listed.map(\.newestVersion) == [3])
        await #expect(throws: CatalogError.self) {
            _ = try await store.versions(
                of: ProductIdentity(pipeline: "x", product: "y", itemKey: "z"), for: tenant)
        }
    }

    @Test func manyThatRecordTheSameAtOnceMakeOneVersion() async throws {
        let records = try await RecordsDatabase.get()
        let tenant = try await records.tenant()
        let context = records.context(try await records.job(of: tenant))
        let numbers = try await withThrowingTaskGroup(of: Int.self) { group in
            for index in 0..<12 {
                group.addTask { try await records.version(context, text: index < 6 ? "A" : "A").version }
            }
            var numbers: Set<Int> = []
            for try await number in group { numbers.insert(number) }
            return numbers
        }
        #expect(numbers == [1])
    }

    @Test func frozenTextIsFoundUntilARefresh() async throws {
        let records = try await RecordsDatabase.get()
        let tenant = try await records.tenant()
        let context = records.context(try await records.job(of: tenant))
        let version = try await records.version(context)
        #expect(try await context.frozenManuscript(of: version.product) == nil)
        try await context.freeze(version.product, manuscript: version.manuscript)
        let frozen = try await context.frozenManuscript(of: version.product)
        #expect(frozen?.digest == version.manuscript.digest && frozen?.frozen == true)
        let refresh = records.context(try await records.job(of: tenant, refresh: true))
        #expect(try await refresh.frozenManuscript(of: version.product) == nil)
        let unmade = ProductIdentity(pipeline: "p", product: "unmade", itemKey: "k")
        try await context.freeze(unmade, manuscript: version.manuscript)
        #expect(try await context.frozenManuscript(of: unmade) != nil)
    }

    @Test func whatWaitsForAPersonIsShownAndAccepted() async throws {
        let records = try await RecordsDatabase.get()
        let tenant = try await records.tenant()
        let pipeline = Pipeline.fixture { $0.review = ReviewSpec(products: ["letter"], reviewers: ["ana@example.org"]) }
        let request = try await records.job(of: tenant, stage: .review, pipeline: pipeline)
        let context = records.context(request)
        let letter = try await records.version(context)
        let book = try await records.version(context, product: "book")
        let output = AssembleOutput(products: ["letter": letter, "book": book])
        let input = try PostgresJSON(encoding: ["assemble": output])
        try await records.admin.query(
            """
            INSERT INTO presswork.chunk (run_id, no, tenant_id, remaining)
            VALUES (\(request.run.id), 0, \(tenant), 1)
            """)
        try await records.admin.query(
            "UPDATE presswork.run SET open_chunks = 1, sealed = true WHERE id = \(request.run.id)")
        try await records.admin.query(
            """
            WITH reviewed AS (
                UPDATE presswork.job SET state = 'awaiting_review', input = \(input) WHERE id = \(request.job.id)
                RETURNING *
            )
            INSERT INTO presswork.waiting (job_id, tenant_id, run_id, stage, priority, state)
            SELECT id, tenant_id, run_id, stage, priority, state FROM reviewed
            """)
        let reviews = ReviewStore(database: records.database, objects: records.objects)
        let waiting = try await reviews.list(for: tenant)
        #expect(waiting.map(\.products) == [[letter]])
        #expect(waiting.first?.reviewers == ["ana@example.org"] && waiting.first?.itemKey == request.item.key)
        try await reviews.approve(request.job.id, by: "ana", for: tenant)
        #expect(try await context.frozenManuscript(of: letter.product) != nil)
        #expect(try await context.frozenManuscript(of: book.product) == nil)
        let store = ProductStore(database: records.database, objects: records.objects)
        #expect(try await store.versions(of: letter.product, for: tenant).first?.approvedBy == "ana")
        #expect(try await reviews.list(for: tenant).isEmpty)
        await #expect(throws: CatalogError.self) { try await reviews.approve(request.job.id, by: "ana", for: tenant) }
        await #expect(throws: CatalogError.self) { _ = try await reviews.show(.fresh(), for: tenant) }
    }
}
