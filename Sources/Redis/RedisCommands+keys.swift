// https://redis.io/commands/?group=string and ?group=list
extension RedisCommands {
    package func get(_ key: String) async throws(RedisError) -> [UInt8]? {
        try await send(RedisCommand("GET", key)).optional?.bytes
    }

    /// - Parameter expiry: after which the key is gone, in whole milliseconds.
    package func set(
        _ key: String, to value: some RedisArgument, expiry: Duration? = nil
    ) async throws(RedisError) {
        var command = RedisCommand("SET", key, value)
        if let expiry { command.append("PX", expiry.wholeMilliseconds) }
        _ = try await send(command)
    }

    /// Returns how many of the keys there were.
    @discardableResult
    package func delete(_ keys: String...) async throws(RedisError) -> Int {
        var command = RedisCommand("DEL")
        command.append(contentsOf: keys)
        return try await send(command).integer
    }

    /// Returns the new value.
    @discardableResult
    package func increment(_ key: String, by amount: Int = 1) async throws(RedisError) -> Int {
        try await send(RedisCommand("INCRBY", key, amount)).integer
    }

    /// Returns the list's new length.
    @discardableResult
    package func pushLeft(_ value: some RedisArgument, to key: String) async throws(RedisError) -> Int {
        try await send(RedisCommand("LPUSH", key, value)).integer
    }

    /// Waits until one of the lists has an element and takes it; nil after `limit`. Needs a connection of its own.
    package func popLeft(
        from keys: [String], waitingFor limit: Duration
    ) async throws(RedisError) -> (key: String, value: [UInt8])? {
        var command = RedisCommand("BLPOP")
        command.append(contentsOf: keys)
        // Zero would mean for ever.
        let milliseconds = max(1, limit.wholeMilliseconds)
        command.append("\(Double(milliseconds) / 1000)")
        guard let reply = try await send(command.blocking(for: limit)).optional else { return nil }
        return (try reply.element(0).string, try reply.element(1).bytes)
    }

    /// `LLEN`: how many entries a list has; 0 when there is none.
    package func listLength(_ key: String) async throws(RedisError) -> Int {
        try await send(RedisCommand("LLEN", key)).integer
    }
}

extension Duration {
    /// Rounded up.
    var wholeMilliseconds: Int {
        let (seconds, attoseconds) = components
        return Int(seconds) * 1000 + Int((attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000)
    }
}
