/// An implementation that does not do what its protocol says.
package struct ConformanceFailure: Error, Sendable, CustomStringConvertible {
    package let message: String

    package var description: String { message }
}

/// Fails the suite with `message` unless `condition` holds.
func require(_ condition: Bool, _ message: String) throws(ConformanceFailure) {
    guard condition else { throw ConformanceFailure(message: message) }
}
