extension Migration {
    /// The engine: tenants, pipelines, schedules, runs, items, jobs, workers, leaders, the memo and the events.
    static let jobs = Migration(
        number: 1, name: "the engine",
        script: [functions, pipelines, runs, fleet, protection].joined(separator: "\n"))
}
