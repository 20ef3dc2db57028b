import EventLoops
import Pipelines

/// The runs whose jobs a process has lately claimed: what it keeps of them never changes.
final class RunCache: Sendable {
    private let capacity: Int
    private let records = Locked<[RunID: Result<RunRecord, CatalogError>]>([:])

    init(capacity: Int = 256) {
        self.capacity = capacity
    }

    /// Those of `ids` that are not kept.
    func missing(_ ids: Set<RunID>) -> [RunID] {
        records.withLock { records in ids.filter { records[$0] == nil } }
    }

    func insert(_ new: [RunID: Result<RunRecord, CatalogError>]) {
        records.withLock { records in
            if records.count + new.count > capacity { records = [:] }
            records.merge(new) { _, new in new }
        }
    }

    func values(_ ids: Set<RunID>) -> [RunID: Result<RunRecord, CatalogError>] {
        records.withLock { records in records.filter { ids.contains($0.key) } }
    }
}
