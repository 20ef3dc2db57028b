package import Pipelines

/// One of the three streams of a lane: a stage at one priority. Lower priorities' numbers go first.
package struct WindowStream: Sendable, Hashable {
    package var stage: Stage
    /// 0, 1 or 2.
    package var priority: Int

    package init(_ stage: Stage, priority: Int) {
        precondition(Self.priorities.contains(priority), "a lane has the priorities 0 to 2")
        self.stage = stage
        self.priority = priority
    }

    package static let priorities = 0...2

    /// The streams of a lane, first things first.
    package static func all(of stage: Stage) -> [WindowStream] {
        priorities.map { WindowStream(stage, priority: $0) }
    }
}
