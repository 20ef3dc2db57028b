import ArgumentParser

/// `presswork deliveries`: what was given to channels.
struct DeliveriesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "deliveries", abstract: "Lists and shows what was given to channels; decides what is unknown.",
        subcommands: [DeliveriesListCommand.self, DeliveriesShowCommand.self, DeliveriesResolveCommand.self])
}
