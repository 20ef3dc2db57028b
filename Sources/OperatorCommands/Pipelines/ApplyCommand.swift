import ArgumentParser
import Catalog
import Pipelines
import PressworkRuntime

/// `presswork apply`: a bundle becomes the newest version of its pipeline.
struct ApplyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "apply", abstract: "Stores a pipeline's folder; workers read nothing else.")

    @OptionGroup var bundle: BundleOptions
    @Flag(help: "Also remove versions that no run was made with, and channels that nothing sends to.")
    var prune = false
    @OptionGroup var database: DatabaseOptions

    /// What `--json` prints.
    struct Answer: Encodable, Sendable {
        var id: Identifier<Pipeline>
        var pipeline: String
        var version: Digest
        var isNew: Bool
        var files: Int
        var channels: [ChannelName]
        /// When it runs by itself, if it does.
        var schedule: ScheduleAnswer?
    }

    func run() async throws {
        let (files, pipeline, channels) = try bundle.load(json: database.json)
        let prune = prune
        let answer = try await database.with { platform in
            let applied = try await Operations(platform).apply(
                files, pipeline, channels: channels, prune: prune, by: Operator.name)
            let schedule = try await ScheduleStore(database: platform.database)
                .list(pipeline.name, for: platform.tenant).first
            return Answer(
                id: applied.id, pipeline: pipeline.name, version: applied.version, isNew: applied.isNew,
                files: applied.files.count, channels: channels.map(\.name),
                schedule: try schedule.map { try ScheduleAnswer($0) })
        }
        let verb = answer.isNew ? "Applied" : "Nothing changed in"
        try database.confirm(
            "\(verb) \(answer.pipeline), version \(answer.version.hex.prefix(12)): \(answer.files) files, "
                + "\(answer.channels.count) channels",
            answer)
        guard let schedule = answer.schedule, !database.json else { return }
        let rehearses = "It rehearses; presswork schedules live \(answer.pipeline) lets it reach the channels."
        Terminal().note(
            PlainText.line(
                "Runs by itself at \(schedule.times), next: \(schedule.nextText). "
                    + (schedule.schedule.mode == .live ? "It is live, and stays so." : rehearses)))
    }
}
