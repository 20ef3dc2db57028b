/// A hint in the window.
package struct WindowEntry: Sendable, Hashable {
    package var stream: WindowStream
    package var id: EntryID
    package var hint: JobHint

    package init(stream: WindowStream, id: EntryID, hint: JobHint) {
        self.stream = stream
        self.id = id
        self.hint = hint
    }
}

/// Where an entry is in its stream: ids grow with each entry that is added.
package struct EntryID: Sendable, Hashable, Comparable, CustomStringConvertible {
    package var milliseconds: UInt64
    package var sequence: UInt64

    package init(milliseconds: UInt64, sequence: UInt64) {
        self.milliseconds = milliseconds
        self.sequence = sequence
    }

    package static func < (left: Self, right: Self) -> Bool {
        (left.milliseconds, left.sequence) < (right.milliseconds, right.sequence)
    }

    package var description: String { "\(milliseconds)-\(sequence)" }
}
