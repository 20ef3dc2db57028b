/// What a command that changes jobs prints: how many it changed.
struct JobsAnswer: Encodable, Sendable {
    var jobs: Int

    static func sentence(_ count: Int, _ singular: String, _ plural: String) -> String {
        switch count {
        case 0: "Nothing changed: no such job has failed for good."
        case 1: "1 job \(singular)."
        default: "\(count) jobs \(plural)."
        }
    }
}
