import Pipelines
import PressworkTestSupport
import Testing

@Suite("Plans")
struct PlanReportTests {
    static let letter = ProductIdentity(pipeline: "tank-weekly", product: "letter", itemKey: "2026-W47")
    static let book = ProductIdentity(pipeline: "tank-weekly", product: "book", itemKey: "2026-W47")

    @Test("a first run makes everything and says what each channel would see")
    func first() throws {
        let facts = PlanFacts(readers: [Channel.mail.name: 3])
        let report = try PlanReport(pipeline: .fixture(), items: [NewItem(key: "2026-W47")], facts: facts)
        #expect(report.items[0].action(of: .generate) == .run)
        #expect(report.items[0].action(of: .scrape) == .revalidate)
        #expect(report.deliveries.map(\.change) == [.send, .create, .create, .send])
        #expect(report.deliveries[0].readers == 3)
        #expect(report.outputTokens > 0)
        #expect(report.notes.contains { $0.contains("price") })
        #expect(report.text.contains("mail → email/tank-main: send, 3 readers × 1"))
    }

    @Test("with everything remembered nothing is written, shops are updated and no mail leaves")
    func again() throws {
        let facts = PlanFacts(
            remembered: ["2026-W47": [.generate, .cover, .assemble]],
            delivered: [Self.letter: [Channel.mail.name, Channel.archive.name], Self.book: [Channel.shop.name]])
        let report = try PlanReport(pipeline: .fixture(), items: [NewItem(key: "2026-W47")], facts: facts)
        #expect(report.items[0].steps.filter { $0.action == .reuse }.map(\.stage) == [.generate, .cover, .assemble])
        #expect(report.inputTokens == 0 && report.cost == .zero)
        #expect(report.deliveries.map(\.change) == [.nothing, .update, .update, .send])
    }

    @Test("costs follow prices")
    func costs() throws {
        let pipeline = Pipeline.fixture { pipeline in
            pipeline.products = [.letter]
            for name in pipeline.agents.keys { pipeline.agents[name]?.model = "m" }
        }
        let price = TokenPrice(
            input: Money(micros: 1_000_000, currency: "USD"), output: Money(micros: 2_000_000, currency: "USD"))
        let facts = PlanFacts(prices: ["m": price], sourceTokens: 1_000)
        let report = try PlanReport(pipeline: pipeline, items: [NewItem(key: "k")], facts: facts)
        #expect(report.cost.micros == Int64(report.inputTokens + 2 * report.outputTokens))
        #expect(report.notes.isEmpty)
        #expect(try JSONValue(encoding: report).decode(as: PlanReport.self) == report)
    }

    @Test("chapters are counted before anybody knows how many there are, and the plan says so")
    func chapters() throws {
        let pipeline = Pipeline.fixture { pipeline in
            pipeline.products = [.book]
            pipeline.products[0].words = 1_000
            let chapters = ChaptersSpec(outline: "copywriter", most: 4)
            pipeline.products[0].write = [WriteSpec(part: "chapters", agent: "editor", chapters: chapters)]
        }
        let report = try PlanReport(pipeline: pipeline, items: [NewItem(key: "k")], facts: PlanFacts())
        // An outline of its agent's 120 words at most, and four chapters that share the product's thousand.
        #expect(report.outputTokens == 120 * 4 / 3 + 4 * (250 * 4 / 3))
        #expect(report.notes.contains { $0.contains("4 chapters") })
    }
}
