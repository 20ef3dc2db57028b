/// What an ``Identifier`` can name. These types have no values: they are names for the compiler only.
package enum Named {
    /// Names a tenant.
    package enum Tenant {}
    /// Names a run.
    package enum Run {}
    /// Names an item.
    package enum Item {}
    /// Names a job.
    package enum Job {}
    /// Names a worker.
    package enum Worker {}
    /// Names a claim: what a worker took with one statement.
    package enum Claim {}
    /// Names a product.
    package enum Product {}
    /// Names a delivery.
    package enum Delivery {}
    /// Names a schedule.
    package enum Schedule {}
    /// Names a backfill.
    package enum Backfill {}
}

package typealias TenantID = Identifier<Named.Tenant>
package typealias RunID = Identifier<Named.Run>
package typealias ItemID = Identifier<Named.Item>
package typealias JobID = Identifier<Named.Job>
package typealias WorkerID = Identifier<Named.Worker>
package typealias ClaimID = Identifier<Named.Claim>
package typealias ProductID = Identifier<Named.Product>
package typealias DeliveryID = Identifier<Named.Delivery>
package typealias ScheduleID = Identifier<Named.Schedule>
package typealias BackfillID = Identifier<Named.Backfill>
