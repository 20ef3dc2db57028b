/// One job's identity and its fence.
package struct JobReference: Sendable, Hashable {
    package var id: JobID
    package var stage: Stage
    /// The part of the stage (a chapter, a recipient chunk); empty for the whole.
    package var part: String
    /// The fencing token: it only ever grows.
    package var attempt: Int

    package init(id: JobID, stage: Stage, part: String = "", attempt: Int) {
        self.id = id
        self.stage = stage
        self.part = part
        self.attempt = attempt
    }
}
