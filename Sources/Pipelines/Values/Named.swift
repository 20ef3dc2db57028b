/// What an ``Identifier`` can name. These types have no values: they are names for the compiler only.
package enum Named {
    package enum Tenant {}
    package enum Run {}
    package enum Item {}
    package enum Job {}
    package enum Worker {}
    package enum Product {}
    package enum Delivery {}
}

package typealias TenantID = Identifier<Named.Tenant>
package typealias RunID = Identifier<Named.Run>
package typealias ItemID = Identifier<Named.Item>
package typealias JobID = Identifier<Named.Job>
package typealias WorkerID = Identifier<Named.Worker>
package typealias ProductID = Identifier<Named.Product>
package typealias DeliveryID = Identifier<Named.Delivery>
