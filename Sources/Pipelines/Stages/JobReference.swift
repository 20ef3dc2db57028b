/// One job's identity and its fence.
package struct JobReference: Sendable, Hashable {
    package var id: JobID
    package var stage: Stage
    /// The part of the stage (a chapter, a recipient chunk); empty for the whole, ``join`` for what joins the parts.
    package var part: String
    /// The fencing token: it only ever grows.
    package var attempt: Int

    /// The part that joins the others. No other part begins with a slash.
    package static let join = "/join"

    package init(id: JobID, stage: Stage, part: String = "", attempt: Int) {
        self.id = id
        self.stage = stage
        self.part = part
        self.attempt = attempt
    }
}
