/// What the items of a run are.
package struct ItemsSpec: Sendable, Hashable, Codable {
    /// Where the items come from.
    package enum Source: Sendable, Hashable, Codable {
        case single
        /// A CSV file of the bundle; `key` names its column.
        case csv(path: String)
        /// One item for each document of the sources.
        case documents
    }

    package var source: Source
    /// A template for `single` (`{{run.week}}`), a column for `csv`; `nil`: the run's date, or the document's slug.
    package var key: String?
    /// `status == 'ready'`: only rows where this holds.
    package var condition: RowCondition?
    /// Only the first so many, until told otherwise.
    package var pilot: Int?

    package init(source: Source = .single, key: String? = nil, condition: RowCondition? = nil, pilot: Int? = nil) {
        self.source = source
        self.key = key
        self.condition = condition
        self.pilot = pilot
    }
}
