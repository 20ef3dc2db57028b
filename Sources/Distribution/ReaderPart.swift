import Pipelines

/// A part of a `distribute` job: the letters to some readers of one entry, who come one after the other.
struct ReaderPart: Codable {
    /// The entry's name.
    var distribution: String
    /// The reader behind whom they begin; nil: with the first.
    var after: String?
    var count: Int

    init(distribution: String, after: String?, count: Int) {
        self.distribution = distribution
        self.after = after
        self.count = count
    }

    /// Reads a part's payload.
    init(_ payload: JSONValue) throws { self = try payload.decode() }
}
