/// A `ComputePool` has as much work waiting as it may hold.
package struct ComputePoolError: Error, Sendable, Equatable, CustomStringConvertible {
    package let pool: String
    package let capacity: Int

    package var description: String {
        "the compute pool \(pool) already has \(capacity) pieces of work waiting; bring less work at once"
    }
}
