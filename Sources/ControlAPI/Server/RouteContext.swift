import Hummingbird
import NIOCore

/// What a handler knows of its request besides the request.
struct RouteContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    private let channel: any Channel

    init(source: ApplicationRequestContextSource) {
        coreContext = CoreRequestContextStorage(source: source)
        channel = source.channel
    }

    /// The route's pattern, for example `/u/{token}`: unlike the path it holds nothing secret. `nil` if none matched.
    var route: String? { endpointPath.flatMap { $0 == "NotFound" ? nil : $0 } }

    /// Ends the connection as soon as the answer is written, instead of reading what is left of the request.
    func closeAfterAnswer() {
        channel.pipeline.fireUserInboundEventTriggered(ChannelShouldQuiesceEvent())
    }

    /// Ends the connection at once: whoever asked gets no answer.
    func hangUp() {
        channel.close(promise: nil)
    }
}
