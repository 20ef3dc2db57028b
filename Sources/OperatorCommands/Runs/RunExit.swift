import ArgumentParser
import Catalog
import PressworkRuntime

/// What a script learns from the end of a run.
enum RunExit {
    /// 0 completed, 1 failed or cancelled, 3 partly failed, 4 waits for a person.
    static func code(of run: RunDetail) -> ExitCode {
        switch run.summary.state {
        case .completed: .success
        case .partlyFailed: CommandExit.partlyFailed
        case .failed, .cancelled: CommandExit.failed
        case .running, .cancelling:
            run.summary.isPaused || run.waitsForPeople ? CommandExit.waiting : .success
        }
    }
}
