/// Which items of a pipeline a run makes: `--first` and `--only`.
package struct RunSelection: Sendable, Hashable, Codable {
    /// The first so many items.
    package var first: Int?
    /// The item with this key.
    package var only: String?

    package init(first: Int? = nil, only: String? = nil) {
        self.first = first
        self.only = only
    }

    /// Every item.
    package static var all: RunSelection { RunSelection() }
}
