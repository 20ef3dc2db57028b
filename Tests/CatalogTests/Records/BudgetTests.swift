import Foundation
import Pipelines
import Postgres
import PressworkTestSupport
import Testing

@testable import Catalog

@Suite struct BudgetTests {
    private func usd(_ micros: Int64) -> Money { Money(micros: micros, currency: "USD") }

    private func context(_ budget: Budget, tenant: TenantID? = nil) async throws -> CatalogStageContext {
        let records = try await RecordsDatabase.get()
        var owner = tenant
        if owner == nil { owner = try await records.tenant() }
        let pipeline = Pipeline.fixture { $0.budget = budget }
        return records.context(
            try await records.job(of: try #require(owner), stage: .generate, pipeline: pipeline))
    }

    @Test(arguments: ["item", "run", "month"])
    func aCallThatDoesNotFitIsRefusedBeforeItIsMade(scope: String) async throws {
        var budget = Budget(run: usd(scope == "run" ? 100 : 1_000))
        if scope == "item" { budget.item = usd(100) }
        if scope == "month" { budget.month = usd(100) }
        let context = try await context(budget)
        let first = try await context.reserve(usd(60))
        let error = await #expect(throws: StageError.self) { _ = try await context.reserve(usd(60)) }
        #expect(error?.code == "budget.exceeded")
        #expect(error?.message.contains("budget.\(scope)") == true)
        #expect(error?.disposition == .snooze(.seconds(3600)))
        try await context.record(.example(cost: 10, reservation: first))
        _ = try await context.reserve(usd(90))
        await #expect(throws: StageError.self) { _ = try await context.reserve(usd(1)) }
        let records = try await RecordsDatabase.get()
        let events = try await EventStore(database: records.database).list(
            run: context.request.run.id, for: context.request.tenant)
        #expect(events.contains { $0.kind == "budget.exceeded" && $0.data["scope"] == .string(scope) })
    }

    @Test func whatIsGivenBackCanBeReservedAgainAndCountsOnce() async throws {
        let context = try await context(Budget(run: usd(100)))
        let reservation = try await context.reserve(usd(100))
        try await context.release(reservation)
        try await context.release(reservation)
        let second = try await context.reserve(usd(100))
        try await context.record(.example(cost: 30, reservation: second))
        try await context.record(.example(cost: 30, reservation: second))
        let report = try await CostReport.read(
            context.request.run.id, from: RecordsDatabase.get().database, for: context.request.tenant)
        #expect(report.spent == usd(30) && report.reserved == usd(0))
        #expect(report.lines.map(\.calls) == [1] && report.lines.map(\.cost) == [usd(30)])
    }

    @Test func aBudgetThatFailsDiscards() async throws {
        let context = try await context(Budget(run: usd(10), onExceeded: .fail))
        let error = await #expect(throws: StageError.self) { _ = try await context.reserve(usd(11)) }
        #expect(error?.disposition == .discard)
        let euros = await #expect(throws: StageError.self) {
            _ = try await context.reserve(Money(micros: 1, currency: "EUR"))
        }
        #expect(euros?.code == "budget.currency")
    }

    @Test func manyAtOnceNeverReserveMoreThanThereIs() async throws {
        let context = try await context(Budget(item: usd(100), run: usd(100), month: usd(100)))
        let granted = await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<20 {
                group.addTask {
                    do {
                        _ = try await context.reserve(Money(micros: 10, currency: "USD"))
                        return true
                    } catch {
                        return false
                    }
                }
            }
            var count = 0
            for await isGranted in group where isGranted { count += 1 }
            return count
        }
        #expect(granted == 10)
    }

    @Test func anAnswerIsFoundAgainAndPaidOnce() async throws {
        let context = try await context(Budget(run: usd(100)))
        try await context.record(.example(cost: 40))
        try await context.record(.example(cost: 40))
        let found = try await context.generation(Digest(of: "prompt"))
        #expect(found?.output == "text" && found?.cost == usd(40) && found?.reservation == nil)
        let report = try await CostReport.read(
            context.request.run.id, from: RecordsDatabase.get().database, for: context.request.tenant)
        #expect(report.spent == usd(40))
    }

    @Test func aFencedAttemptsAnswerIsKept() async throws {
        let records = try await RecordsDatabase.get()
        let first = try await context(Budget(run: usd(100)))
        let reservation = try await first.reserve(usd(50))
        let second = records.context(try await records.reclaim(first.request))
        await #expect(throws: StageError.self) {
            try await first.record(.example(cost: 40, reservation: reservation))
        }
        #expect(try await second.generation(Digest(of: "prompt"))?.cost == usd(40))
    }
}
