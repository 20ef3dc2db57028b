extension Migration {
    /// The records: what is read, written, made, sent and to whom.
    ///
    /// Every table carries its tenant in its primary key, so that a reference between tables (which Postgres checks
    /// without row-level security) can never cross from one tenant to another. Parts stand in the order in which
    /// tables refer to each other.
    static let records = Migration(
        number: 2, name: "the records",
        script: [documents, budgets, products, channels, deliveries, subscribers, edges, policies]
            .joined(separator: "\n"))
}
