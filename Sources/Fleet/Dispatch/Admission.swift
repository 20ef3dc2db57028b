import Catalog
import Foundation
import Pipelines

/// Which of the jobs that are to be offered their limits let pass, in order.
struct Admission: Sendable {
    private(set) var admitted: [AvailableJob] = []
    /// Keys that are used up: jobs of other keys behind them may still pass.
    private(set) var exhaustedKeys: Set<String> = []

    init(_ jobs: [AvailableJob], under limits: [JobID: [JobLimit]]) {
        var used: [UUID: Int] = [:]
        for job in jobs {
            let own = limits[job.id, default: []]
            let full = own.filter { used[$0.id, default: $0.used] >= $0.most }
            exhaustedKeys.formUnion(full.compactMap(\.key))
            guard full.isEmpty else { continue }
            for limit in own { used[limit.id, default: limit.used] += 1 }
            admitted.append(job)
        }
    }
}
