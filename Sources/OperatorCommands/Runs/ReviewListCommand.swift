import ArgumentParser
import Catalog
import Foundation
import Pipelines
import PressworkRuntime

/// `presswork review list`.
struct ReviewListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "What waits, the longest first.")

    @Option(help: "Only what waits in this run.") var run: RunID?
    @OptionGroup var database: DatabaseOptions

    func run() async throws {
        let run = run
        let items = try await database.with { try await $0.reviews.list(run: run, for: $0.tenant) }
        try database.show(items, empty: "Nothing waits for a review.") { Self.table($0) }
    }

    static func table(_ items: [ReviewItem], now: Date = Date()) -> Table {
        var table = Table(["review", "pipeline", "item", "products", "who", "since", "by"])
        for item in items {
            let titles = item.products.map { "\($0.product.product): \($0.title)" }.joined(separator: "; ")
            table.add([
                .id(item.job), Cell(item.pipeline), Cell(item.itemKey, .bold),
                Cell(PlainText.shortened(titles, to: 60)),
                item.reviewers.isEmpty ? Cell("anyone", .dim) : Cell(item.reviewers.joined(separator: ", ")),
                Cell(Moments.text(item.since)), deadline(item.by, now),
            ])
        }
        return table
    }

    private static func deadline(_ by: Date?, _ now: Date) -> Cell {
        guard let by else { return Cell("–", .dim) }
        return by < now ? Cell("\(Moments.text(by)), overdue", .red) : Cell(Moments.text(by))
    }
}
