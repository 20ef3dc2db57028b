package import ArgumentParser
import Foundation

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
        } catch let code as ExitCode {
            exit(code.rawValue)
        } catch {
            if root.exitCode(for: error) == .success { root.exit(withError: error) }
            let isUsage = root.exitCode(for: error) == .validationFailure
            FileHandle.standardError.write(
                Data(((isUsage ? root.fullMessage(for: error) : "error: \(error)") + "\n").utf8))
            exit(isUsage ? CommandExit.usage.rawValue : CommandExit.failed.rawValue)
        }
    }
}
