import Catalog
import Pipelines

/// Deficit round-robin over tenants inside a priority, every job costing one: each turn gives each tenant one job, and
/// the next batch begins with the tenant after the one that was served last.
struct TenantRotation: Sendable {
    private var last: [Int: TenantID] = [:]

    /// The jobs of one priority in the order in which they are to be offered; within a tenant they keep theirs.
    func order(_ jobs: [AvailableJob], priority: Int) -> [AvailableJob] {
        var queues: [TenantID: ArraySlice<AvailableJob>] = [:]
        for job in jobs { queues[job.tenant, default: []].append(job) }
        guard queues.count > 1 else { return jobs }
        var tenants = queues.keys.sorted()
        if let last = last[priority], let next = tenants.firstIndex(where: { $0 > last }) {
            tenants = Array(tenants[next...] + tenants[..<next])
        }
        var ordered: [AvailableJob] = []
        ordered.reserveCapacity(jobs.count)
        while ordered.count < jobs.count {
            for tenant in tenants {
                if let job = queues[tenant]?.popFirst() { ordered.append(job) }
            }
        }
        return ordered
    }

    /// Remembers whose turn it was when the window was full.
    mutating func served(_ tenant: TenantID, priority: Int) {
        last[priority] = tenant
    }
}
