import ArgumentParser
import Foundation
import Pipelines

/// `presswork cron`: when a schedule fires.
struct CronCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cron", abstract: "Prints the next times of a cron expression, RFC 3339.")

    @Argument(help: "Five or six fields, or @hourly and the like.") var expression: String
    @Option(name: .customLong("tz"), help: "IANA time zone.") var zone = "UTC"
    @Option(help: ArgumentHelp("Times after this moment, RFC 3339; now when left out.", valueName: "time")) var from:
        MomentArgument?
    @Option(help: "How many times.") var count = 5
    @Flag(help: "Print a JSON array.") var json = false

    func validate() throws {
        guard TimeZone(identifier: zone) != nil else { throw ValidationError("\(zone) is not a time zone.") }
        guard (1...1_000).contains(count) else { throw ValidationError("--count is between 1 and 1000.") }
    }

    func run() async throws {
        guard let zone = TimeZone(identifier: zone) else { throw CommandExit.usage }
        let times = try Self.times(expression, in: zone, after: from?.date(in: zone) ?? Date(), count: count)
        if json { return try JSONPrinter.print(times) }
        times.forEach { Terminal().line($0) }
    }

    /// RFC 3339, with the zone's offset at each of them.
    static func times(
        _ expression: String, in zone: TimeZone, after start: Date, count: Int
    ) throws(CronError) -> [String] {
        try CronExpression(expression).times(after: start, in: zone, count: count)
            .map { $0.formatted(Date.ISO8601FormatStyle(timeZoneSeparator: .colon, timeZone: zone)) }
    }
}
