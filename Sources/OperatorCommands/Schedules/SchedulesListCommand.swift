import ArgumentParser
import Catalog
import PressworkRuntime

/// `presswork schedules list`.
struct SchedulesListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Pipelines that run by themselves, and when they do next.")

    @OptionGroup var database: DatabaseOptions

    func run() async throws {
        let schedules = try await database.with { platform in
            try await ScheduleStore(database: platform.database).list(for: platform.tenant)
        }
        let answers = try schedules.map { try ScheduleAnswer($0) }
        try database.show(answers, empty: "No pipeline runs by itself: none has a `make`.") { Self.table($0) }
    }

    static func table(_ answers: [ScheduleAnswer]) -> Table {
        var table = Table(["pipeline", "state", "times", "catch-up", "next (here)"])
        for answer in answers {
            table.add([
                Cell(answer.schedule.pipeline, .bold), answer.state, Cell(answer.times), Cell(answer.catchup),
                .optional(answer.next.first.map { Moments.text($0) }),
            ])
        }
        return table
    }
}
