/// Some of the parts that one job of a stage is made of: chapters, pages, recipient chunks. Each becomes a job of its own;
/// when all have ended, one more job of the stage joins them and goes on with the item.
package struct StageParts: Sendable {
    /// At most 1,000; one whose key was made before is left as it is.
    package var parts: [NewPart]
    /// Whether no others follow.
    package var isLast: Bool
    /// Where the next attempt, or the next call, goes on.
    package var checkpoint: JSONValue?

    package init(_ parts: [NewPart], isLast: Bool = true, checkpoint: JSONValue? = nil) {
        self.parts = parts
        self.isLast = isLast
        self.checkpoint = checkpoint
    }
}

/// A part that is to be made.
package struct NewPart: Sendable, Hashable {
    /// Names the part within its job: 1 to 200 bytes, not beginning with a slash.
    package var key: String
    /// What the part is about; the job's own input comes with it.
    package var payload: JSONValue
    /// What it uses that has a limit of its own, such as `host/example.org`.
    package var limitKey: String?

    package init(key: String, payload: JSONValue = .null, limitKey: String? = nil) {
        self.key = key
        self.payload = payload
        self.limitKey = limitKey
    }
}
