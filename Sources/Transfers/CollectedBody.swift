import EventLoops

/// Keeps a whole body in memory; its exchange bounds it.
final class CollectedBody: BodySink {
    private struct Content: Sendable {
        var head: HTTPResponseHead?
        var bytes: [UInt8] = []
    }

    private let content = Locked(Content())

    func begin(_ head: HTTPResponseHead) {
        content.withLock { $0.head = head }
    }

    func take(_ bytes: UnsafeRawBufferPointer) -> Bool {
        content.withLock { unsafe $0.bytes.append(contentsOf: bytes) }
        return true
    }

    /// What was collected, leaving nothing; nil if no answer began.
    func finish() -> (head: HTTPResponseHead, bytes: [UInt8])? {
        content.withLock { content in
            guard let head = content.head else { return nil }
            let bytes = content.bytes
            content = Content()
            return (head, bytes)
        }
    }
}
