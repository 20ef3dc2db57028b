import Catalog
import Pipelines

/// Jobs as a list.
enum JobTable {
    static func table(_ jobs: [JobSummary]) -> Table {
        var table = Table(["job", "pipeline", "item", "stage", "state", ">attempts", "reason"])
        for job in jobs {
            table.add([
                .id(job.id), Cell(job.pipeline), .optional(job.itemKey), Cell(job.step),
                .state(job.state, isReused: job.isReused),
                Cell("\(job.attempt)"),
                .optional(job.failure.map { PlainText.shortened("\($0.code): \($0.message)", to: 100) }),
            ])
        }
        return table
    }
}

extension JobSummary {
    /// The stage, and of what is split the part: `distribute`, `distribute mail/3`, `distribute (joins)`.
    var step: String {
        switch part {
        case "": stage.rawValue
        case JobReference.join: "\(stage.rawValue) (joins)"
        default: "\(stage.rawValue) \(part)"
        }
    }
}
