package import Pipelines

/// A reader as the record knows them: consent and suppression beside the address.
package struct MemorySubscriber: Sendable, Hashable {
    package var subscriber: Subscriber
    /// Segments that the reader belongs to.
    package var segments: Set<String>
    /// Unsubscribed, bounced or complained: never given to a stage.
    package var isSuppressed: Bool

    package init(_ subscriber: Subscriber, segments: Set<String> = [], isSuppressed: Bool = false) {
        self.subscriber = subscriber
        self.segments = segments
        self.isSuppressed = isSuppressed
    }
}
