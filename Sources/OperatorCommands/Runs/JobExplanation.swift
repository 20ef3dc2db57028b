import Catalog
import Pipelines

/// Why a job is where it is, and what would move it.
enum JobExplanation {
    /// One sentence, with the command to type where a person is needed.
    static func sentence(for job: JobSummary) -> String {
        let reason = job.failure.map { " \($0.code): \(ended($0.message))" } ?? ""
        switch job.state {
        case .available: return job.attempt == 0 ? "waits for a worker" : "was given back and waits for a worker"
        case .scheduled where job.part == JobReference.join: return "waits for its parts"
        case .scheduled: return "waits for its time"
        case .running: return "runs now, attempt \(job.attempt)"
        case .completed where job.isReused: return "was answered with what an earlier run made from the same"
        case .completed: return "is done"
        case .retryable: return "failed \(times(job.errors)) and is tried again by itself.\(reason)"
        case .snoozed: return "asked to be called again later"
        case .awaitingReview:
            return "waits for a person: presswork review approve \(job.id), or reject \(job.id) --note …"
        case .cancelled: return "was cancelled"
        case .dead:
            let crashes = job.crashes > 0 ? ", its worker died \(times(job.crashes))" : ""
            return "failed for good after \(times(max(job.errors, 1)))\(crashes).\(reason) "
                + "Try again: presswork dead retry \(job.id)"
        }
    }

    /// With the full stop that many messages do not bring.
    private static func ended(_ message: String) -> String {
        guard let last = message.last, !".!?…".contains(last) else { return message }
        return message + "."
    }

    private static func times(_ count: Int) -> String { count == 1 ? "once" : "\(count) times" }
}
