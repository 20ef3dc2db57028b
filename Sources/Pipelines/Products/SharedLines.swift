/// Sentences that the documents of one site share, and that are therefore not theirs: notices, calls to subscribe, footers.
package struct SharedLines: Sendable, Hashable {
    /// The sentences as hashes, in ascending order.
    package var hashes: [UInt64]
    /// How many documents this was learnt from.
    package var documents: Int

    package init(hashes: [UInt64], documents: Int) {
        self.hashes = hashes
        self.documents = documents
    }
}

/// What is known of a site's documents together.
package struct KnownSite: Sendable, Hashable {
    /// As it was known when the run began, the same for every job of the run; nil where nothing was.
    package var shared: SharedLines?
    /// Whether it is time to learn it anew, for later runs.
    package var isDue: Bool

    package init(shared: SharedLines? = nil, isDue: Bool = true) {
        self.shared = shared
        self.isDue = isDue
    }
}
