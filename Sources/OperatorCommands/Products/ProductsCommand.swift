import ArgumentParser

/// `presswork products`: what was made.
struct ProductsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "products", abstract: "Lists and shows what was made.",
        subcommands: [ProductsListCommand.self, ProductsShowCommand.self, ProductsVersionsCommand.self])
}
