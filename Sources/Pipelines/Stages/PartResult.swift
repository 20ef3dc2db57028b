/// How a part ended, as the job that joins it sees it.
package struct PartResult: Sendable, Hashable {
    package var key: String
    /// What the part's handler returned.
    package var output: JSONValue

    package init(key: String, output: JSONValue) {
        self.key = key
        self.output = output
    }
}
