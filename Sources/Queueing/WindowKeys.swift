import Pipelines

/// The keys of the window. The braces are a hash tag: the keys of a lane share a slot of a cluster.
struct WindowKeys: Sendable {
    /// In front of every key: fleets that share a Redis have one each.
    let namespace: String

    func streams(_ stage: Stage) -> [String] { WindowStream.all(of: stage).map(stream) }
    func stream(_ stream: WindowStream) -> String { "\(tag(stream.stage)):jobs:\(stream.priority)" }
    /// How many entries a stream of the lane may hold, as the dispatcher last said.
    func window(_ stage: Stage) -> String { "\(tag(stage)):window" }
    /// A list with one token at most: the lane is half empty.
    func wake(_ stage: Stage) -> String { "\(tag(stage)):wake" }

    private func tag(_ stage: Stage) -> String { "{\(namespace):\(stage.rawValue)}" }
}
