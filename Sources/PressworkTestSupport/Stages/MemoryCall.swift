package import Pipelines

/// One thing that a stage asked of a ``MemoryRecord``, in order: what tests compare with what they expected.
package enum MemoryCall: Sendable, Hashable {
    case bundleFile(String)
    case bundleFiles(under: String)
    case stored(Digest, AssetRole, fileName: String)
    case loaded(Digest)
    case lookedUpDocument(url: String)
    case recordedDocument(url: String)
    case confirmedDocument(url: String)
    case lookedUpGeneration(prompt: Digest)
    case recordedGeneration(prompt: Digest)
    case reserved(Money)
    case released(Money)
    case lookedUpFrozen(ProductIdentity)
    case froze(ProductIdentity)
    case recordedVersion(ProductIdentity, version: Int)
    case askedChannel(ChannelName)
    case askedSubscribers(ChannelName, segment: String?)
    case planned(keys: [Digest])
    case armed(key: Digest, granted: Bool)
    case resolved(key: Digest, DeliveryOutcome)
    case lookedUpConfirmed(ProductIdentity, ChannelName)
    case progress(Double, String)
    case checkpoint(JSONValue)
}
