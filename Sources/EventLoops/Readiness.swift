/// What a descriptor can do without blocking.
package struct Readiness: OptionSet, Sendable, Hashable {
    package let rawValue: UInt8

    package init(rawValue: UInt8) {
        self.rawValue = rawValue
    }

    /// A read would return bytes, the end of the stream, or an error.
    package static let readable = Readiness(rawValue: 1)
    /// A write would take bytes or return an error.
    package static let writable = Readiness(rawValue: 2)
    /// Either of both; a descriptor with an error or a closed peer is both.
    package static let either: Readiness = [.readable, .writable]
}
