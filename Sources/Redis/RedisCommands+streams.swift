// https://redis.io/commands/?group=stream
extension RedisCommands {
    /// Adds an entry and returns its id.
    @discardableResult
    package func streamAdd(
        _ stream: String, _ fields: KeyValuePairs<String, any RedisArgument>
    ) async throws(RedisError) -> RedisStreamID {
        var command = RedisCommand("XADD", stream, "*")
        for (name, value) in fields { command.append(name, value.redisBytes) }
        return try RedisStreamID(await send(command))
    }

    /// Makes a consumer group that begins with the stream's first entry, and the stream when it is missing. Returns
    /// false when there was one.
    @discardableResult
    package func streamMakeGroup(_ stream: String, _ group: String) async throws(RedisError) -> Bool {
        do throws(RedisError) {
            _ = try await send(RedisCommand("XGROUP", "CREATE", stream, group, "0", "MKSTREAM"))
            return true
        } catch {
            guard error.code == .busyGroup else { throw error }
            return false
        }
    }

    /// Reads entries that were delivered to nobody in the group, by stream; streams without any are left out.
    /// - Parameters:
    ///   - count: the most entries of each stream.
    ///   - block: how long to wait for the first; nil not to wait. Needs a connection of its own.
    package func streamReadGroup(
        _ group: String, consumer: String, streams: [String], count: Int, block: Duration? = nil
    ) async throws(RedisError) -> [(stream: String, entries: [RedisStreamEntry])] {
        var command = RedisCommand("XREADGROUP", "GROUP", group, consumer, "COUNT", count)
        if let block {
            // Zero would mean for ever.
            command.append("BLOCK", max(1, block.wholeMilliseconds))
            command = command.blocking(for: block)
        }
        command.append("STREAMS")
        command.append(contentsOf: streams)
        command.append(contentsOf: streams.map { _ in ">" })
        var result: [(stream: String, entries: [RedisStreamEntry])] = []
        for stream in try await send(command).optional?.array ?? [] {
            result.append((try stream.element(0).string, try Self.entries(stream.element(1))))
        }
        return result
    }

    /// Returns how many of the entries were pending.
    @discardableResult
    package func streamAcknowledge(
        _ stream: String, _ group: String, _ ids: [RedisStreamID]
    ) async throws(RedisError) -> Int {
        guard !ids.isEmpty else { return 0 }
        var command = RedisCommand("XACK", stream, group)
        command.append(contentsOf: ids)
        return try await send(command).integer
    }

    /// Returns how many of the entries there were.
    @discardableResult
    package func streamDelete(_ stream: String, _ ids: [RedisStreamID]) async throws(RedisError) -> Int {
        guard !ids.isEmpty else { return 0 }
        var command = RedisCommand("XDEL", stream)
        command.append(contentsOf: ids)
        return try await send(command).integer
    }

    /// `XLEN`: how many entries a stream has, pending ones included.
    package func streamLength(_ stream: String) async throws(RedisError) -> Int {
        try await send(RedisCommand("XLEN", stream)).integer
    }

    /// The oldest entries.
    package func streamFirst(_ stream: String, count: Int = 1) async throws(RedisError) -> [RedisStreamEntry] {
        try Self.entries(await send(RedisCommand("XRANGE", stream, "-", "+", "COUNT", count)))
    }

    /// The oldest entry of each of some streams, asked together; nil of an empty one.
    package func streamsFirst(_ streams: [String]) async throws(RedisError) -> [RedisStreamEntry?] {
        let replies = try await send(
            streams.map { RedisCommand("XRANGE", $0, "-", "+", "COUNT", 1) }, timeout: nil)
        var first: [RedisStreamEntry?] = []
        for reply in replies { first.append(try Self.entries(reply.get()).first) }
        return first
    }

    /// `XPENDING` in its short form: how much a group has not acknowledged.
    package func streamPending(_ stream: String, _ group: String) async throws(RedisError) -> RedisPendingSummary {
        try RedisPendingSummary(await send(RedisCommand("XPENDING", stream, group)))
    }

    /// The oldest entries that have been pending for `idle` at least.
    package func streamPending(
        _ stream: String, _ group: String, idle: Duration, count: Int
    ) async throws(RedisError) -> [RedisPendingEntry] {
        let command = RedisCommand("XPENDING", stream, group, "IDLE", idle.wholeMilliseconds, "-", "+", count)
        var entries: [RedisPendingEntry] = []
        for entry in try await send(command).array { entries.append(try RedisPendingEntry(entry)) }
        return entries
    }

    /// `XINFO CONSUMERS`: a group's consumers.
    package func streamConsumers(_ stream: String, _ group: String) async throws(RedisError) -> [RedisConsumer] {
        var consumers: [RedisConsumer] = []
        for consumer in try await send(RedisCommand("XINFO", "CONSUMERS", stream, group)).array {
            consumers.append(try RedisConsumer(consumer))
        }
        return consumers
    }

    /// Deletes a consumer and returns how many entries it had pending; they are pending no more.
    @discardableResult
    package func streamDeleteConsumer(
        _ stream: String, _ group: String, _ consumer: String
    ) async throws(RedisError) -> Int {
        try await send(RedisCommand("XGROUP", "DELCONSUMER", stream, group, consumer)).integer
    }

    private static func entries(_ reply: RedisReply) throws(RedisError) -> [RedisStreamEntry] {
        var entries: [RedisStreamEntry] = []
        for entry in try reply.array { entries.append(try RedisStreamEntry(entry)) }
        return entries
    }
}
