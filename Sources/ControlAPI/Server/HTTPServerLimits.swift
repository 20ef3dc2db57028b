/// What requests may cost a server.
package struct HTTPServerLimits: Sendable, Hashable {
    /// From the head of a request to its answer; then 503.
    package var requestTime: Duration
    /// A connection on which nothing arrives for this long is closed, in the middle of a request too.
    package var idleTime: Duration
    /// Connections at once; more wait in the kernel's queue.
    package var connections: Int

    package init(requestTime: Duration = .seconds(30), idleTime: Duration = .seconds(60), connections: Int = 512) {
        self.requestTime = requestTime
        self.idleTime = idleTime
        self.connections = connections
    }
}
