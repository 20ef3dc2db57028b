import ArgumentParser
import Foundation
import Pipelines

/// `presswork cron`: when a schedule fires.
struct CronCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cron", abstract: "Prints the next times of a cron expression, RFC 3339.")

    @Argument(help: "Five or six fields, or @hourly and the like.") var expression: String
    @Option(name: .customLong("tz"), help: "IANA time zone.") var zone = "UTC"
    @Option(help: "First moment, RFC 3339; now when left out.") var from: String?
    @Option(help: "How many times.") var count = 5
    @Flag(help: "Print a JSON array.") var json = false

    func validate() throws {
        guard TimeZone(identifier: zone) != nil else { throw ValidationError("\(zone) is not a time zone.") }
        guard (1...1_000).contains(count) else { throw ValidationError("--count is between 1 and 1000.") }
        if let from, Self.date(from) == nil {
            throw ValidationError("--from is a time such as 2026-11-21T00:00:00Z, not \(from).")
        }
    }

    func run() async throws {
        guard let zone = TimeZone(identifier: zone) else { throw CommandExit.usage }
        let start = from.flatMap(Self.date) ?? Date()
        let times = try CronExpression(expression).times(after: start, in: zone, count: count)
            .map { $0.formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: false, timeZone: zone)) }
        if json { return try JSONPrinter.print(times) }
        times.forEach { Terminal().line($0) }
    }

    private static func date(_ text: String) -> Date? {
        try? Date(text, strategy: .iso8601)
    }
}
