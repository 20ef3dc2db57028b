import OperatorCommands

@main
enum Main {
    static func main() async {
        await CommandLineEntry.run(PressworkCommand.self)
    }
}
