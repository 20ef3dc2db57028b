import Pipelines

/// What a channel says about a delivery whose reply was lost.
package enum LookUp: Sendable, Hashable {
    /// It happened, the whole of it.
    case found(externalID: String?, location: String?)
    /// The channel takes our key or shows its writes at once, so doing it again cannot double it.
    case repeatable
    /// Nobody can know: a person decides.
    case undecidable
    /// The channel could not be asked now.
    case unavailable(reason: String)
}
