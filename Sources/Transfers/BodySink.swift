/// Where the decoded body of an answer goes. Called on the event loop.
protocol BodySink: AnyObject, Sendable {
    /// The answer that is handed over begins; not called for redirects that are followed.
    func begin(_ head: HTTPResponseHead)
    /// False asks for a pause; the same bytes then come again later.
    func take(_ bytes: UnsafeRawBufferPointer) -> Bool
}
