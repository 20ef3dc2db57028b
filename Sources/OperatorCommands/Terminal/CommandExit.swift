import ArgumentParser

/// The exit codes that scripts rely on.
enum CommandExit {
    static let failed = ExitCode(1)
    static let usage = ExitCode(2)
    static let partlyFailed = ExitCode(3)
    /// Waits for a person or a date.
    static let waiting = ExitCode(4)
    static let interrupted = ExitCode(130)
}
