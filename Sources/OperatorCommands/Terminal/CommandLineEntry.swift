package import ArgumentParser
import Foundation
import PressworkRuntime

/// Runs a command with our exit codes: ArgumentParser's own for a wrong call is 64, ours is 2.
package enum CommandLineEntry {
    /// Parses the arguments, runs what they say and ends the process.
    package static func run(_ root: (some AsyncParsableCommand).Type) async -> Never {
        do {
            var command = try root.parseAsRoot()
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
            exit(0)
        } catch {
            if root.exitCode(for: error) == .success { root.exit(withError: error) }
            let code = code(of: error, in: root)
            if let words = words(for: error, code, in: root) { Terminal().note(words) }
            exit(code.rawValue)
        }
    }

    /// What a script sees of an error.
    static func code(of error: any Error, in root: (some ParsableCommand).Type) -> ExitCode {
        switch error {
        case let code as ExitCode: code
        case is Interrupts.Interrupted, is CancellationError: CommandExit.interrupted
        default: root.exitCode(for: error) == .validationFailure ? CommandExit.usage : CommandExit.failed
        }
    }

    private static func words(
        for error: any Error, _ code: ExitCode, in root: (some ParsableCommand).Type
    ) -> String? {
        switch code {
        case _ where error is ExitCode: nil
        case CommandExit.interrupted: "interrupted"
        case CommandExit.usage: root.fullMessage(for: error)
        default: "error: \(PlainText.block("\(error)"))"
        }
    }
}
