/// Whatever commands can be sent to; the typed commands are its extensions.
package protocol RedisCommands: Sendable {
    /// Sends commands together and returns a reply for each, in order; error replies are among them.
    /// - Parameter timeout: for all of them; nil for the default. What BLOCK allows comes on top.
    /// - Throws: when there are no replies.
    func send(_ commands: [RedisCommand], timeout: Duration?) async throws(RedisError) -> [RedisReply]
}

extension RedisCommands {
    /// Sends one command. - Throws: an error reply, too.
    package func send(_ command: RedisCommand, timeout: Duration? = nil) async throws(RedisError) -> RedisReply {
        try await send([command], timeout: timeout)[0].get()
    }
}
