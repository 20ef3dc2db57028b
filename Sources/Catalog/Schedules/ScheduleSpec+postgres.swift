import Pipelines
import Postgres

extension ScheduleSpec {
    /// Reads the columns of `presswork.schedule`.
    init(_ row: PostgresRow) throws {
        let catchup = try row.decode("catchup", as: String.self)
        guard let policy = Catchup(rawValue: catchup) else {
            throw CatalogError(.invalid, "“\(catchup)” is no catch-up policy; use the program that applied it")
        }
        let jitter = try row.decode("jitter", as: Duration.self).seconds
        self.init(
            cron: try row.decode("cron"), timezone: try row.decode("timezone"), catchup: policy,
            catchupMost: policy == .all ? try row.decode("catchup_most") : nil,
            catchupWindow: try row.decode("catchup_window", as: Duration?.self)?.seconds,
            jitter: jitter > 0 ? jitter : nil)
    }
}

extension Duration {
    /// Whole seconds.
    fileprivate var seconds: Int { Int(components.seconds) }
}
