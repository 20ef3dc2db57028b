package import ArgumentParser

/// `presswork`: everything that a person does with the fleet.
package struct PressworkCommand: AsyncParsableCommand {
    package static let configuration = CommandConfiguration(
        commandName: "presswork",
        abstract: "Turns sources into products and delivers each exactly once.",
        groupedSubcommands: [
            CommandGroup(name: "Start here", subcommands: [DemoCommand.self, NewCommand.self, DoctorCommand.self]),
            CommandGroup(
                name: "Pipelines",
                subcommands: [ValidateCommand.self, PlanCommand.self, ApplyCommand.self, SchemaCommand.self]),
            CommandGroup(
                name: "Runs",
                subcommands: [
                    RunCommand.self, EnqueueCommand.self, RunsCommand.self, WhyCommand.self, ReviewCommand.self,
                    DeadCommand.self, SchedulesCommand.self, BackfillCommand.self, BackfillsCommand.self,
                ]),
            CommandGroup(
                name: "What was made",
                subcommands: [ProductsCommand.self, DeliveriesCommand.self, SourcesCommand.self]),
            CommandGroup(
                name: "Single steps",
                subcommands: [
                    ExtractCommand.self, FeedCommand.self, SitemapCommand.self, RobotsCommand.self, CrawlCommand.self,
                    CronCommand.self, CoverCommand.self, AssembleCommand.self,
                ]),
            CommandGroup(
                name: "Operating",
                subcommands: [
                    UpCommand.self, TopCommand.self, MigrateCommand.self, WorkersCommand.self, PauseCommand.self,
                    ResumeCommand.self, LimitsCommand.self, DrillCommand.self, ChannelsCommand.self,
                    SubscribersCommand.self, KeysCommand.self,
                ]),
        ])

    package init() {}
}
